// Who is willing at which price: two step curves over one axis, each with its legal line, and where a test fails.
import type { Agreement, AgreementCounts } from '@/api/types';
import { hundredths } from '@/shared/exact';

export type Steps = Agreement['curve'];
export type Need = AgreementCounts['need'];

export interface Zone {
  from: string;
  to: string;
  heads: boolean; // enough households here
  area: boolean; // enough area here
}

function holds(step: Steps[number], need: Need) {
  return {
    heads: step.heads >= need.heads,
    area: hundredths(step.area_m2) >= hundredths(need.area_m2),
  };
}

// A step holds up to its own cost, from just above the one before.
export function stepAt(steps: Steps, cost: string): Steps[number] | null {
  return steps.find((step) => hundredths(step.cost) >= hundredths(cost)) ?? null;
}

// The stretches of the axis where a test fails, from the left; the first step begins at `start`.
export function failingZones(steps: Steps, need: Need, start: string): Zone[] {
  const zones: Zone[] = [];
  steps.forEach((step, index) => {
    const { heads, area } = holds(step, need);
    const from = steps[index - 1]?.cost ?? start;
    if (heads && area) return;
    const last = zones.at(-1);
    if (last && last.to === from && last.heads === heads && last.area === area) last.to = step.cost;
    else zones.push({ from, to: step.cost, heads, area });
  });
  return zones;
}

// Above which price it stops holding, going up from one at which it holds.
export function nextFailure(steps: Steps, need: Need, cost: string): Zone | null {
  return failingZones(steps, need, '0.00').find((zone) => hundredths(zone.from) >= hundredths(cost)) ?? null;
}

export interface Scale {
  low: number; // yuan at the left edge
  high: number; // yuan at the right edge
  left: number; // px
  right: number; // px
}

export const yuan = (amount: string) => Number(hundredths(amount)) / 100;

export function xOf(cost: string, { low, high, left, right }: Scale): number {
  const part = high > low ? (yuan(cost) - low) / (high - low) : 0;
  return left + Math.min(1, Math.max(0, part)) * (right - left);
}

export function yOf(value: number, most: number, top: number, bottom: number): number {
  return bottom - (most > 0 ? Math.min(1, value / most) : 0) * (bottom - top);
}

// The outline of the steps between the edges of the drawing.
export function stepPath(
  steps: Steps,
  valueOf: (step: Steps[number]) => number,
  scale: Scale,
  y: (value: number) => number,
): string {
  return steps
    .map((step, index) => {
      const height = y(valueOf(step)).toFixed(1);
      const end = index === steps.length - 1 ? scale.right : xOf(step.cost, scale);
      return `${index === 0 ? `M${scale.left.toFixed(1)} ${height}` : `V${height}`}H${end.toFixed(1)}`;
    })
    .join('');
}

// Round amounts along the axis, about as many as asked for.
export function ticksOf(low: number, high: number, wanted: number): number[] {
  const rough = (high - low) / Math.max(1, wanted);
  const power = 10 ** Math.floor(Math.log10(Math.max(1, rough)));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= rough) ?? power * 10;
  const ticks: number[] = [];
  for (let value = Math.ceil(low / step) * step; value <= high; value += step) ticks.push(value);
  return ticks;
}

// Who agrees at these prices, and what each is asked to pay.
export function willingAt(agreement: Agreement): Map<string, { agrees: boolean; price: string | null }> {
  const { best, least_gap } = agreement.result;
  const agrees = new Set(best?.agrees ?? least_gap?.agrees ?? []);
  return new Map(
    Object.keys(agreement.rooms).map((household) => [
      household,
      // Who does not agree is priced 0 by the search; that is no offer.
      {
        agrees: agrees.has(household),
        price: agrees.has(household) ? (best?.prices[household] ?? null) : null,
      },
    ]),
  );
}

// Where the record has no register or no rule yet, the answer is an empty object.
export function isThere(answer: object): boolean {
  return 'need' in answer;
}

export function isFull(answer: Agreement | AgreementCounts): answer is Agreement {
  return 'curve' in answer;
}
