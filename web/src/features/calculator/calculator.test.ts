import { describe, expect, it } from 'vitest';
import type { BuildingAnswer, BuildingQuestion } from '@/api/types';
import {
  areaLabels,
  blank,
  closes,
  comparisonOf,
  decode,
  doorRows,
  doorsOf,
  encode,
  homesOf,
  isWrong,
  questionOf,
  type Inputs,
} from './building';
import { layOut, textWidth, wrap, type PictureWords } from './picture';
import { sheetOf } from './workbook';

const form = (values: Partial<Inputs> = {}): Inputs => ({ ...blank(), ...values });
const ask = (values: Partial<Inputs> = {}) => questionOf(form(values), '2026-11-22');

describe('the form', () => {
  it('asks for a plain building', () => {
    expect(ask()).toEqual({
      floors: 6,
      first_floor: 1,
      households_per_floor: [2, 2, 2, 2, 2, 2],
      cost: '400000.00',
      city: 'cn-jiangxi-nanchang',
      on: '2026-11-22',
    });
  });

  it('takes a ground row, floors of their own, own subsidy and areas up a stack', () => {
    const question = ask({
      floors: 3,
      ground: true,
      perFloor: [2, 1, 2],
      areas: 'stack',
      metres: ['80', '96.5'],
      cost: '35万',
      subsidy: '0',
    }) as BuildingQuestion;
    expect(question).toMatchObject({
      first_floor: 2,
      households_per_floor: [2, 1, 2],
      area_m2: ['80.00', '96.50', '80.00', '80.00', '96.50'],
      cost: '350000.00',
      subsidy: '0.00',
    });
    expect(doorsOf(form({ floors: 2, ground: true })).map(({ door }) => door)).toEqual([
      '201',
      '202',
      '301',
      '302',
    ]);
  });

  it.each<[Partial<Inputs>, string, string]>([
    [{ floors: 1 }, 'floors', 'floors'],
    [{ floors: NaN }, 'floors', 'floors'],
    [{ floors: 2, perFloor: [2, 99] }, 'homes', 'homes'],
    [{ floors: 2, perFloor: [0, 0] }, 'homes', 'nobody'],
    [{ cost: '' }, 'cost', 'amount'],
    [{ cost: '0' }, 'cost', 'amount'],
    [{ subsidy: '-1' }, 'subsidy', 'amount'],
    [{ cost: '100', subsidy: '100.01' }, 'subsidy', 'above_cost'],
    [{ areas: 'stack', metres: ['80', ''] }, 'metres', 'area'],
    [{ areas: 'stack', metres: ['0', '80'] }, 'metres', 'area'],
  ])('says what is wrong with %j', (values, field, code) => {
    const answer = ask(values);
    expect(isWrong(answer)).toBe(true);
    expect(answer).toMatchObject({ field, code });
  });

  it('lets a subsidy cover the whole price', () => {
    expect(isWrong(ask({ cost: '100', subsidy: '100' }))).toBe(false);
  });
});

describe('the link', () => {
  it.each<Partial<Inputs>>([
    {},
    { floors: 7, ground: true, homes: 3, cost: '310000.55', subsidy: '150000', city: 'cn-shanghai' },
    { floors: 3, perFloor: [0, 2, 4], areas: 'stack', metres: ['80', '90.5', '80', '90.5'] },
    { floors: 2, homes: 1, areas: 'door', metres: ['80', '81'] },
    { subsidy: '0' },
  ])('holds %j', (values) => {
    const inputs = form(values);
    const back = decode(encode(inputs));
    expect(questionOf(back, '2026-11-22')).toEqual(questionOf(inputs, '2026-11-22'));
    expect(homesOf(back)).toEqual(homesOf(inputs));
    expect(areaLabels(back)).toEqual(areaLabels(inputs));
  });

  it('falls back to a plain building where it makes no sense', () => {
    const odd = { f: '999', n: '2.x.3', c: 'abc', city: '../../etc', g: ['1'], as: undefined };
    const inputs = decode(odd);
    expect(inputs).toMatchObject({ floors: 6, homes: 2, perFloor: null, ground: false, areas: 'none' });
    expect(inputs.city).toBe('cn-jiangxi-nanchang');
    expect(questionOf(inputs, '2026-11-22')).toMatchObject({ field: 'cost' });
    expect(decode({ f: '3', n: '2.2' }).perFloor).toBeNull();
  });
});

const answer: BuildingAnswer = {
  cost: '100.00',
  subsidy: null,
  to_share: '100.00',
  doors: [
    { floor: 1, door: '101' },
    { floor: 1, door: '102' },
    { floor: 2, door: '201' },
    { floor: 2, door: '202' },
  ],
  rules: [
    { key: 'area', name: null, shares: ['25.00', '25.00', '25.00', '25.00'], paying_for_others: null },
    { key: 'shapley', name: null, shares: ['0.00', '0.00', '50.01', '49.99'], paying_for_others: null },
  ],
};

describe('the answer', () => {
  it('puts doors of a floor together only when they pay the same to the fen', () => {
    expect(doorRows(answer).map((row) => [row.floor, row.doors])).toEqual([
      [2, ['201']],
      [2, ['202']],
      [1, ['101', '102']],
    ]);
    expect(closes(answer)).toBe(true);
    expect(closes({ ...answer, to_share: '100.01' })).toBe(false);
  });

  it('becomes a comparison with no household of anybody', () => {
    const comparison = comparisonOf(answer, ['50.00', '60.00', '50.00', '60.00']);
    expect(comparison.households.map((home) => [home.room, home.area_m2, home.mine])).toEqual([
      ['101', '50.00', false],
      ['102', '60.00', false],
      ['201', '50.00', false],
      ['202', '60.00', false],
    ]);
    expect(comparison.rules[1]!.shares['2']).toBe('50.01');
    expect(comparison.lines).toBe('0.00');
  });

  it('goes to a workbook as numbers, from the top, with its total', () => {
    const rows = sheetOf(answer, undefined, {
      title: 'T',
      lines: ['L'],
      floor: 'F',
      door: 'D',
      area: 'A',
      total: 'S',
      rules: ['按面积', '谁用谁摊'],
      reference: 'R',
    });
    expect(rows[4]!.map((cell) => cell?.value)).toEqual([2, '201', undefined, 25, 50.01]);
    expect(rows[8]!.map((cell) => cell?.value)).toEqual(['S', undefined, undefined, 100, 100]);
  });
});

describe('the picture', () => {
  const words: PictureWords = {
    title: '6 层 12 户的老楼装电梯，总价 400,000 元，各家要出多少才算得过来、说得清楚、大家认账？',
    lines: ['总价 400,000 元', '补贴 150,000 元'],
    floor: (floor) => `${floor} 层`,
    separator: '、',
    each: () => '每户',
    rules: [
      { name: '按面积', technical: '没约定时的法定' },
      { name: '一个名字特别长特别长特别长的参考办法', technical: '政策参考表' },
    ],
    total: '合计',
    closes: '合计一分不差',
    reference: '只供商量时参考，不是通知，也不是合同。',
    foot: '加梯 2026-11-22',
  };

  it('says every amount in large type and keeps inside its edges', () => {
    const { width, height, marks } = layOut(answer, words);
    const texts = marks.flatMap((mark) => (mark.kind === 'text' ? [mark] : []));
    for (const amount of ['25', '50.01', '49.99', '0', '100'])
      expect(texts.some((mark) => mark.text === amount && mark.size >= 40)).toBe(true);
    for (const mark of texts) {
      const wide = textWidth(mark.text, mark.size);
      expect(mark.align === 'left' ? mark.x : mark.x - wide, mark.text).toBeGreaterThanOrEqual(0);
      expect(mark.align === 'left' ? mark.x + wide : mark.x, mark.text).toBeLessThanOrEqual(width);
      expect(mark.y).toBeLessThan(height);
    }
    expect(texts.some((mark) => mark.text.includes('参考'))).toBe(true);
  });

  it('breaks lines between signs, never inside a figure', () => {
    const lines = wrap('总价 400,000 元分给十二户', 10, 80);
    expect(lines.join('').replace(/\s/g, '')).toBe('总价400,000元分给十二户');
    expect(lines.some((line) => line.includes('400,000'))).toBe(true);
    for (const line of lines) expect(textWidth(line, 10)).toBeLessThanOrEqual(80);
  });
});
