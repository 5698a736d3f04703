import type { Operation } from '@/api/types';
import { daysBetween, today } from '@/shared/format';
import { hundredths, sum } from '@/shared/exact';

export type Clock = Operation['clocks'][number];

// How much of a clock has run, in percent.
export function elapsed(clock: Clock, now: string = today()): number {
  const whole = daysBetween(clock.from, clock.until);
  if (whole <= 0 || clock.state === 'expired') return 100;
  return Math.max(0, Math.min(100, (daysBetween(clock.from, now) / whole) * 100));
}

// Whole years of a promise, when it is whole years: "整机质保 10 年".
export function wholeYears(clock: Clock): number | null {
  const years = Number(clock.until.slice(0, 4)) - Number(clock.from.slice(0, 4));
  return years > 0 && clock.from.slice(5) === clock.until.slice(5) ? years : null;
}

export interface ComparisonRow {
  household: string;
  amounts: string[]; // in the order of the rules
}

type Comparison = NonNullable<Operation['comparison']>;

export function rowsOf(comparison: Comparison): ComparisonRow[] {
  const households = [...new Set(comparison.rules.flatMap((rule) => rule.rows.map((row) => row.household)))];
  return households.map((household) => ({
    household,
    amounts: comparison.rules.map(
      (rule) => rule.rows.find((row) => row.household === household)?.amount ?? '0.00',
    ),
  }));
}

export function largestOf(comparison: Comparison): string {
  let largest = '0.00';
  for (const rule of comparison.rules) {
    for (const row of rule.rows) if (hundredths(row.amount) > hundredths(largest)) largest = row.amount;
  }
  return largest;
}

export function columnTotals(comparison: Comparison): string[] {
  return comparison.rules.map((rule) => rule.total ?? sum(rule.rows.map((row) => row.amount)));
}
