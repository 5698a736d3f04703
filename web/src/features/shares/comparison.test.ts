import { describe, expect, it } from 'vitest';
import type { Comparison, RuleShares } from '@/api/types';
import { csv } from '@/shared/download';
import {
  averagePerSquareMetre,
  barOf,
  csvRows,
  figureOf,
  groupOf,
  largestOf,
  perSquareMetre,
  roomSpan,
  rowsOf,
  totalOf,
} from './comparison';

function rule(key: string, shares: Record<string, string>, moved: string | null = null): RuleShares {
  return { key, name: null, first: true, shares, moved, paying_for_others: null };
}

const household = (room: string, floors: number[], area_m2: string) => ({
  id: `h-${room}`,
  room,
  floors,
  area_m2,
  steps: null,
  mine: false,
});

const adopted = rule('adopted', { 'h-101': '0.00', 'h-102': '0.00', 'h-201': '100.00' });
const equal = rule('equal', { 'h-101': '33.34', 'h-102': '33.33', 'h-201': '33.33' }, '66.67');
const comparison: Comparison = {
  cost: '100.00',
  lines: '0.00',
  compensation: '0.00',
  to_share: '100.00',
  elements: [],
  households: [
    household('101', [1], '50.00'),
    household('102', [1], '50.00'),
    household('201', [2], '75.00'),
  ],
  rules: [adopted, equal],
};

describe('the rows', () => {
  it('run from the top, twins together even where rounding parts them by a fen', () => {
    const rows = rowsOf(comparison);
    expect(rows.map((row) => row.households.map((home) => home.room))).toEqual([['201'], ['101', '102']]);
    expect(figureOf(rows[1]!, equal, adopted, null, 'household')).toEqual({
      amount: '33.33',
      change: null,
      oneFenMore: 1,
    });
  });

  it('stay together where the area of the neighbours is not told', () => {
    const own = comparison.households.map((home) =>
      home.room === '101' ? home : { ...home, area_m2: null },
    );
    expect(rowsOf({ ...comparison, households: own })).toHaveLength(2);
  });

  it('part households of a floor that would pay differently', () => {
    const apart = {
      ...comparison,
      rules: [rule('x', { 'h-101': '1.00', 'h-102': '2.00', 'h-201': '3.00' })],
    };
    expect(rowsOf(apart)).toHaveLength(3);
  });

  it('tell the household looked at its own amount and what changes', () => {
    const low = rowsOf(comparison)[1]!;
    expect(figureOf(low, equal, adopted, 'h-101', 'household')).toEqual({
      amount: '33.34',
      change: '33.34',
      oneFenMore: 0,
    });
    expect(figureOf(low, adopted, adopted, 'h-101', 'household').change).toBeNull();
    expect(figureOf(low, equal, undefined, 'h-101', 'household').change).toBeNull();
  });

  it('show yuan per square metre on demand', () => {
    expect(perSquareMetre('60000.00', '123.60')).toBe('485.44');
    expect(perSquareMetre('-1.00', '3.00')).toBe('-0.33');
    expect(perSquareMetre('1.00', '0.00')).toBeNull();
    const top = rowsOf(comparison)[0]!;
    expect(figureOf(top, adopted, adopted, null, 'area').amount).toBe('1.33');
    expect(averagePerSquareMetre(adopted, comparison.households)).toBe('0.57');
  });
});

describe('the table', () => {
  it('draws all bars on one scale', () => {
    const largest = largestOf(['0.00', null, '60000.00', '-3000.00']);
    expect(largest).toBe('60000.00');
    expect(barOf('20000.00', largest)).toBeCloseTo(33.333, 2);
    expect(barOf('-3000.00', largest)).toBe(0);
    expect(barOf(null, largest)).toBe(0);
  });

  it('names rooms as people do', () => {
    expect(roomSpan(['501', '502'], '、')).toBe('501、502');
    expect(roomSpan(['201', '202', '203', '204'], '、')).toBe('201–204');
    expect(roomSpan(['201', '202', '203', '301', '东', '302'], '、')).toBe('201–203、301、东、302');
  });

  it('names a group by its floors only when it is whole floors', () => {
    const { households } = comparison;
    expect(groupOf({ rooms: ['101', '102'], floors: [1], by: '5.00' }, households).floors).toEqual([1]);
    expect(groupOf({ rooms: ['101'], floors: [1], by: '5.00' }, households).floors).toEqual([]);
  });

  it('goes to a spreadsheet with every household and a total that closes', () => {
    const titles = { floor: '楼层', room: '房号', area: '面积', total: '合计', moved: '差' };
    const rows = csvRows(comparison, titles, (item) => item.key);
    expect(rows).toHaveLength(6);
    expect(rows.at(-2)).toEqual(['合计', '', '', '100.00', '100.00']);
    expect(totalOf(equal)).toBe(comparison.to_share);
    expect(csv([['=1+1', '-5.00', 'a"b,c']])).toBe('\ufeff\'=1+1,-5.00,"a""b,c"\r\n');
  });
});
