// The table that compares sharing rules: rows of floors from the top, one scale for all bars, exact amounts.
import type { Comparison, RuleShares, WorstOff } from '@/api/types';
import { difference, fromHundredths, hundredths, percent, sum } from '@/shared/exact';

type Household = Comparison['households'][number];
export type Unit = 'household' | 'area';

export interface Row {
  key: string;
  low: number;
  high: number;
  households: Household[];
}

const FEN = 1n;

// Same floors, same area, and under every rule the same amount: rounding may give one of them a fen more.
function areTwins(left: Household, right: Household, rules: readonly RuleShares[]): boolean {
  return (
    left.floors.join() === right.floors.join() &&
    // Only one's own area may be known: that parts nobody.
    (left.area_m2 === right.area_m2 || left.area_m2 === null || right.area_m2 === null) &&
    rules.every((rule) => {
      const [a, b] = [rule.shares[left.id], rule.shares[right.id]];
      if (a === undefined || b === undefined) return a === b;
      const apart = hundredths(a) - hundredths(b);
      return -FEN <= apart && apart <= FEN;
    })
  );
}

export function rowsOf({ households, rules }: Comparison, isByDoor = false): Row[] {
  const rows: Row[] = [];
  for (const household of households) {
    const row = isByDoor ? undefined : rows.find((known) => areTwins(known.households[0]!, household, rules));
    if (row) row.households.push(household);
    else
      rows.push({
        key: household.id,
        low: Math.min(...household.floors),
        high: Math.max(...household.floors),
        households: [household],
      });
  }
  return rows.sort((a, b) => b.high - a.high || b.low - a.low);
}

// "201–204" for neighbours in number, "501、502" for two.
export function roomSpan(rooms: readonly string[], separator: string): string {
  const spans: string[][] = [];
  for (const room of rooms) {
    const span = spans.at(-1);
    const last = span?.at(-1);
    const follows = /^\d+$/.test(room) && last !== undefined && Number(last) + 1 === Number(room);
    if (span && follows) span.push(room);
    else spans.push([room]);
  }
  return spans.flatMap((span) => (span.length > 2 ? [`${span[0]}–${span.at(-1)}`] : span)).join(separator);
}

// Yuan per square metre, to the fen, half up.
export function perSquareMetre(amount: string, area: string): string | null {
  const metres = hundredths(area);
  if (metres <= 0n) return null;
  const twice = hundredths(amount) * 200n;
  const quotient = (twice + (twice < 0n ? -metres : metres)) / (2n * metres);
  return fromHundredths(quotient);
}

export interface Figure {
  amount: string | null; // in the unit asked for
  change: string | null; // of the household looked at, against the adopted shares, per household
  oneFenMore: number; // households of this row that pay a fen more
}

export function figureOf(
  row: Row,
  rule: RuleShares,
  adopted: RuleShares | undefined,
  seen: string | null,
  unit: Unit,
): Figure {
  const looked = row.households.find((household) => household.id === seen);
  const amounts = row.households.flatMap((household) => rule.shares[household.id] ?? []);
  const least = amounts.reduce<string | null>(
    (low, amount) => (low === null || hundredths(amount) < hundredths(low) ? amount : low),
    null,
  );
  const amount = looked ? (rule.shares[looked.id] ?? null) : least;
  const before = looked && adopted && adopted !== rule ? adopted.shares[looked.id] : undefined;
  const area = row.households[0]!.area_m2;
  return {
    amount:
      amount === null || unit === 'household' ? amount : area === null ? null : perSquareMetre(amount, area),
    change: amount !== null && before !== undefined ? difference(amount, before) : null,
    oneFenMore:
      looked || least === null || unit === 'area'
        ? 0
        : amounts.filter((other) => hundredths(other) > hundredths(least)).length,
  };
}

export function totalOf(rule: RuleShares): string {
  return sum(Object.values(rule.shares));
}

export function averagePerSquareMetre(rule: RuleShares, households: readonly Household[]): string | null {
  if (households.some((household) => household.area_m2 === null)) return null;
  return perSquareMetre(totalOf(rule), sum(households.map((household) => household.area_m2!)));
}

// The longest bar belongs to the largest figure of the table, whatever column it stands in.
export function largestOf(figures: readonly (string | null)[]): string {
  return figures.reduce<string>(
    (top, figure) => (figure !== null && hundredths(figure) > hundredths(top) ? figure : top),
    '0.00',
  );
}

export const barOf = (figure: string | null, largest: string) =>
  figure === null ? 0 : Math.max(0, percent(figure, largest));

// The group by floors when it is whole floors, else by rooms.
export function groupOf(
  worst: WorstOff,
  households: readonly Pick<Household, 'room' | 'floors'>[],
): WorstOff {
  const inside = new Set(worst.rooms);
  const isWhole =
    worst.floors.length > 0 &&
    households.every(
      (household) =>
        inside.has(household.room) === household.floors.some((floor) => worst.floors.includes(floor)),
    );
  return { ...worst, floors: isWhole ? [...worst.floors].sort((a, b) => a - b) : [] };
}

// One line a household, as the file for a spreadsheet has it.
export function csvRows(
  comparison: Comparison,
  titles: { floor: string; room: string; area: string; total: string; moved: string },
  nameOf: (rule: RuleShares) => string,
): string[][] {
  const { households, rules } = comparison;
  return [
    [titles.floor, titles.room, titles.area, ...rules.map(nameOf)],
    ...households.map((household) => [
      household.floors.join('-'),
      household.room,
      household.area_m2 ?? '',
      ...rules.map((rule) => rule.shares[household.id] ?? ''),
    ]),
    [titles.total, '', '', ...rules.map(totalOf)],
    [titles.moved, '', '', ...rules.map((rule) => rule.moved ?? '')],
  ];
}
