// Where the money comes from: parts of one bar, grouped rows of a table, and whether it closes.
import type { Funding } from '@/api/types';
import { fromHundredths, hundredths, isZero, percent, sum } from '@/shared/exact';

type Line = Funding['lines'][number];

export interface Part {
  key: string;
  kind: Line['kind'] | 'gap';
  label: string;
  amount: string;
  width: number; // percent of the total
  floors: number[];
}

export function totalOf(funding: Funding): string {
  return sum([funding.cost, funding.compensation]);
}

export function partsOf(funding: Funding): Part[] {
  const total = totalOf(funding);
  const parts: Part[] = funding.lines
    .filter((line) => hundredths(line.amount) > 0n)
    .map((line, index) => ({
      key: `${index}`,
      kind: line.kind,
      label: line.label,
      amount: line.amount,
      width: percent(line.amount, total),
      floors: line.floors,
    }));
  if (hundredths(funding.gap) > 0n) {
    parts.push({
      key: 'gap',
      kind: 'gap',
      label: '',
      amount: funding.gap,
      width: percent(funding.gap, total),
      floors: [],
    });
  }
  return parts;
}

export interface Group {
  low: number;
  high: number;
  households: number;
  each: string | null; // null: not all pay the same
  total: string;
}

// Household lines of the same floors and the same amount, told in one row: "5–6 层 2 户 各 60,000".
export function groupsOf(funding: Funding): Group[] {
  const groups = new Map<string, Group>();
  for (const line of funding.lines) {
    if (line.kind !== 'household' || line.floors.length === 0) continue;
    const low = Math.min(...line.floors);
    const high = Math.max(...line.floors);
    const key = `${low}-${high}`;
    const group = groups.get(key) ?? { low, high, households: 0, each: line.amount, total: '0.00' };
    group.households += 1;
    group.each =
      group.each !== null && hundredths(group.each) === hundredths(line.amount) ? group.each : null;
    group.total = sum([group.total, line.amount]);
    groups.set(key, group);
  }
  return [...groups.values()].sort((a, b) => b.high - a.high || b.low - a.low);
}

export function publicLines(funding: Funding): Line[] {
  return funding.lines.filter((line) => line.kind !== 'household');
}

export function householdTotal(funding: Funding): string {
  return sum(funding.lines.filter((line) => line.kind === 'household').map((line) => line.amount));
}

export function hasHouseholdShares(funding: Funding): boolean {
  return funding.lines.some((line) => line.kind === 'household');
}

// What the published price came down to, and by how much.
export function priceDrop(history: { amount: string }[]): string | null {
  if (history.length < 2) return null;
  const drop = hundredths(history[0]!.amount) - hundredths(history[history.length - 1]!.amount);
  return drop > 0n && !isZero(fromHundredths(drop)) ? fromHundredths(drop) : null;
}

export function ledgerTotals(ledger: Funding['ledger']): { in: string; out: string; balance: string } {
  const received = sum(ledger.map((row) => row.in ?? '0.00'));
  const paid = sum(ledger.map((row) => row.out ?? '0.00'));
  return { in: received, out: paid, balance: fromHundredths(hundredths(received) - hundredths(paid)) };
}
