import { describe, expect, it } from 'vitest';
import type { Agreement } from '@/api/types';
import {
  failingZones,
  isFull,
  isThere,
  nextFailure,
  stepAt,
  stepPath,
  ticksOf,
  willingAt,
  xOf,
  yOf,
  type Steps,
} from './curve';

const need = { heads: 9, area_m2: '741.60' };
const steps: Steps = [
  { cost: '283333.33', heads: 11, area_m2: '927.00' },
  { cost: '315333.33', heads: 10, area_m2: '803.40' },
  { cost: '326000.00', heads: 9, area_m2: '679.80' },
  { cost: '342000.00', heads: 8, area_m2: '556.20' },
  { cost: '355000.00', heads: 7, area_m2: '432.60' },
];

describe('the steps', () => {
  it('hold up to their own price', () => {
    expect(stepAt(steps, '283333.33')?.heads).toBe(11);
    expect(stepAt(steps, '283333.34')?.heads).toBe(10);
    expect(stepAt(steps, '100.00')?.heads).toBe(11);
    expect(stepAt(steps, '400000.00')).toBeNull();
  });

  it('name which test fails where', () => {
    expect(failingZones(steps, need, '270000.00')).toEqual([
      { from: '315333.33', to: '326000.00', heads: true, area: false },
      { from: '326000.00', to: '355000.00', heads: false, area: false },
    ]);
    expect(failingZones(steps.slice(2), need, '270000.00')[0]?.from).toBe('270000.00');
    expect(failingZones(steps, { heads: 1, area_m2: '1.00' }, '270000.00')).toEqual([]);
    // Exactly enough is enough.
    expect(failingZones(steps, { heads: 7, area_m2: '432.60' }, '270000.00')).toEqual([]);
  });

  it('tell above which price it stops holding, going up', () => {
    expect(nextFailure(steps, need, '310000.00')?.from).toBe('315333.33');
    expect(nextFailure(steps, need, '315333.33')?.from).toBe('315333.33');
    expect(nextFailure(steps, { heads: 1, area_m2: '1.00' }, '310000.00')).toBeNull();
    expect(nextFailure([], need, '310000.00')).toBeNull();
  });
});

describe('the drawing', () => {
  const scale = { low: 270_000, high: 370_000, left: 0, right: 100 };

  it('places amounts on one axis and stays inside it', () => {
    expect(xOf('320000.00', scale)).toBe(50);
    expect(xOf('999999.00', scale)).toBe(100);
    expect(xOf('1.00', scale)).toBe(0);
    expect(yOf(12, 12, 10, 50)).toBe(10);
    expect(yOf(0, 12, 10, 50)).toBe(50);
    expect(yOf(3, 0, 10, 50)).toBe(50);
  });

  it('goes along, then down', () => {
    const path = stepPath(
      steps.slice(0, 2),
      (step) => step.heads,
      scale,
      (value) => 20 - value,
    );
    expect(path).toBe('M0.0 9.0H13.3V10.0H100.0');
    expect(
      stepPath(
        [],
        (step) => step.heads,
        scale,
        (value) => value,
      ),
    ).toBe('');
  });

  it('has round ticks', () => {
    expect(ticksOf(248_000, 356_500, 5)).toEqual([250_000, 300_000, 350_000]);
    expect(ticksOf(0, 10, 5)).toEqual([0, 2, 4, 6, 8, 10]);
  });
});

describe('who is willing', () => {
  const answer = {
    rooms: { a: '101', b: '102' },
    curve: [],
    result: { best: { agrees: ['a'], prices: { a: '5.00', b: '0.00' } }, least_gap: null },
  } as unknown as Agreement;

  it('comes with the price asked', () => {
    expect([...willingAt(answer)]).toEqual([
      ['a', { agrees: true, price: '5.00' }],
      ['b', { agrees: false, price: null }],
    ]);
  });

  it('is the nearest there is when nothing passes', () => {
    const none = { ...answer, result: { best: null, least_gap: { agrees: ['b'] } } } as unknown as Agreement;
    expect(willingAt(none).get('b')).toEqual({ agrees: true, price: null });
  });

  it('is not for those who get counts only', () => {
    const counts = {
      standing: { heads: 10, of: 12, area_m2: '1.00', of_area_m2: '2.00' },
      need,
      passes: true,
    };
    expect(isFull(answer)).toBe(true);
    expect(isFull(counts)).toBe(false);
    expect(isThere(counts)).toBe(true);
    expect(isThere({})).toBe(false);
  });
});
