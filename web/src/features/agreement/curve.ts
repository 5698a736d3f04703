// Who is willing at which price: two step curves over one axis, each with its legal line, and where a test fails.
import type { Agreement, AgreementCounts } from '@/api/types';
import { fromHundredths, hundredths } from '@/shared/exact';

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

// A step holds from its own cost up to the next one's.
export function stepAt(steps: Steps, cost: string): Steps[number] | null {
  return steps.reduce<Steps[number] | null>(
    (found, step) => (hundredths(step.cost) <= hundredths(cost) ? step : found),
    null,
  );
}

// The stretches of the axis where a test fails, from the left; `end` closes the last.
export function failingZones(steps: Steps, need: Need, end: string): Zone[] {
  const zones: Zone[] = [];
  steps.forEach((step, index) => {
    const { heads, area } = holds(step, need);
    const to = steps[index + 1]?.cost ?? end;
    if ((heads && area) || hundredths(to) <= hundredths(step.cost)) return;
    const last = zones.at(-1);
    if (last && last.to === step.cost && last.heads === heads && last.area === area) last.to = to;
    else zones.push({ from: step.cost, to, heads, area });
  });
  return zones;
}

// Where it stops holding, going up from a price at which it holds.
export function nextFailure(steps: Steps, need: Need, cost: string): Zone | null {
  const last = steps.at(-1);
  if (!last) return null;
  const end = fromHundredths(hundredths(last.cost) + 1n);
  return failingZones(steps, need, end).find((zone) => hundredths(zone.from) > hundredths(cost)) ?? null;
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
  const first = steps[0];
  if (!first) return '';
  let path = `M${xOf(first.cost, scale).toFixed(1)} ${y(valueOf(first)).toFixed(1)}`;
  for (const step of steps.slice(1))
    path += `H${xOf(step.cost, scale).toFixed(1)}V${y(valueOf(step)).toFixed(1)}`;
  return `${path}H${scale.right.toFixed(1)}`;
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

export function isFull(answer: Agreement | AgreementCounts): answer is Agreement {
  return 'curve' in answer;
}
