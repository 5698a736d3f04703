// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import type { Cell, Tried } from '@/api/types';
import {
  coefficientQuery,
  coefficientText,
  floorRows,
  floorsOf,
  isSame,
  willingByTrial,
} from './coefficients';
import { queryOf, type Wishes } from './useAgreement';
import { causeWord, shortfallWord } from './words';

describe('the question', () => {
  const wishes: Wishes = {
    cost: '300000.00',
    subsidy: null,
    pool: null,
    prices: null,
    reading: null,
    coefficients: null,
  };
  const asked = (coefficients: Wishes['coefficients']) =>
    new URLSearchParams(queryOf({ ...wishes, coefficients })).get('coefficients');

  it('names every floor from below', () => {
    expect(coefficientQuery({ 10: '1.8', 2: '0.5', '-1': '0' })).toBe('-1:0,2:0.5,10:1.8');
    expect(floorsOf({ 10: '1', 2: '1', '-1': '0' })).toEqual([-1, 2, 10]);
  });

  it('has coefficients only while some are tried that somebody would pay by', () => {
    expect(asked({ 1: '0', 2: '0.5' })).toBe('1:0,2:0.5');
    expect(asked(null)).toBeNull();
    expect(asked({ 1: '0', 2: '0' })).toBeNull();
    expect(queryOf(wishes)).toBe('cost=300000.00');
  });

  it('writes a position of the slider in at most three decimals', () => {
    expect(coefficientText(3 * 0.05)).toBe('0.15');
    expect(coefficientText(0.3333)).toBe('0.333');
    expect(coefficientText(2)).toBe('2');
  });

  it('knows when nothing was moved', () => {
    expect(isSame({ 1: '0', 2: '0.50' }, { 2: '0.5', 1: '0' })).toBe(true);
    expect(isSame({ 1: '0', 2: '0.55' }, { 1: '0', 2: '0.5' })).toBe(false);
    expect(isSame({ 1: '0' }, { 1: '0', 2: '0' })).toBe(false);
  });
});

describe('the answer', () => {
  const cells = [
    { household: 'a', room: '201', floors: [2] },
    { household: 'b', room: '202', floors: [2] },
    { household: 'c', room: '501', floors: [5, 6] },
    { household: 'd', room: '999', floors: [9] },
  ] as unknown as Cell[];
  const tried: Tried = {
    prices: { a: '9000.00', b: '10000.00', c: '60000.00' },
    heads: 2,
    area_m2: '140.00',
    passes: false,
    agrees: ['a', 'b'],
    waiting: [{ household: 'c', room: '501', asked: '60000.00', short_by: '10000.00', cause: 'budget' }],
    flip: null,
  };

  it('is read floor by floor from the top, by the highest floor of a home', () => {
    expect(floorRows(tried, cells)).toEqual([
      { floor: 6, least: '60000.00', most: '60000.00', agrees: 0, of: 1 },
      { floor: 2, least: '9000.00', most: '10000.00', agrees: 2, of: 2 },
    ]);
  });

  it('colours the grid with what each is asked, willing or not', () => {
    expect([...willingByTrial(tried, { a: '201', c: '501', e: '301' })]).toEqual([
      ['a', { agrees: true, price: '9000.00' }],
      ['c', { agrees: false, price: '60000.00' }],
      ['e', { agrees: false, price: null }],
    ]);
  });

  it('is put in words', () => {
    expect(shortfallWord(tried, { heads: 3, area_m2: '150.50' })).toBe('还差 1 户、10.50 m²。');
    expect(shortfallWord(tried, { heads: 3, area_m2: '140.00' })).toBe('还差 1 户。');
    expect(shortfallWord(tried, { heads: 2, area_m2: '141.00' })).toBe('还差 1.00 m²。');
    expect(shortfallWord(tried, { heads: 1, area_m2: '100.00' })).toBe('');
    expect(causeWord('budget', '10000.00')).toBe('手头一次拿不出，差 10,000 元');
    expect(causeWord('budget', null)).toBe('手头一次拿不出');
    expect(causeWord('stance', null)).toBe('不只是钱的事，先听听他担心什么');
  });
});
