// Coefficients by floor that somebody tries: how they are asked for, and what the answer says floor by floor.
import type { Agreement, Cell, Tried } from '@/api/types';
import { hundredths } from '@/shared/exact';

export type Coefficients = Record<string, string>; // by access floor, as text: {"2": "0.5"}

// From the lowest floor up.
export function floorsOf(coefficients: Readonly<Coefficients>): number[] {
  return Object.keys(coefficients)
    .map(Number)
    .sort((a, b) => a - b);
}

// A slider's position as the server takes it: at most three decimals, without idle zeros.
export function coefficientText(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}

// {"1": "0", "2": "0.5"} -> "1:0,2:0.5"; nothing where no floor would pay, for then there is nothing to share by.
export function coefficientQuery(coefficients: Readonly<Coefficients>): string | null {
  const floors = floorsOf(coefficients);
  if (!floors.some((floor) => Number(coefficients[floor]) > 0)) return null;
  return floors.map((floor) => `${floor}:${coefficients[floor]}`).join(',');
}

export function isSame(left: Readonly<Coefficients>, right: Readonly<Coefficients>): boolean {
  const floors = floorsOf(left);
  return (
    floors.length === floorsOf(right).length &&
    floors.every((floor) => Number(left[floor]) === Number(right[floor]))
  );
}

export interface FloorRow {
  floor: number;
  least: string; // what a household there is asked, from the smallest flat
  most: string; // to the largest
  agrees: number;
  of: number;
}

// A household counts where it goes in: on the highest of its floors.
export function floorRows(tried: Tried, cells: readonly Cell[]): FloorRow[] {
  const agrees = new Set(tried.agrees);
  const rows = new Map<number, FloorRow>();
  for (const { household, floors } of cells) {
    const asked = tried.prices[household];
    if (asked === undefined) continue;
    const floor = Math.max(...floors);
    const row = rows.get(floor) ?? { floor, least: asked, most: asked, agrees: 0, of: 0 };
    if (hundredths(asked) < hundredths(row.least)) row.least = asked;
    if (hundredths(asked) > hundredths(row.most)) row.most = asked;
    row.agrees += agrees.has(household) ? 1 : 0;
    row.of += 1;
    rows.set(floor, row);
  }
  return [...rows.values()].sort((a, b) => b.floor - a.floor);
}

// For the grid: what is asked of each, whether they would or not.
export function willingByTrial(tried: Tried, rooms: Agreement['rooms']) {
  const agrees = new Set(tried.agrees);
  return new Map(
    Object.keys(rooms).map((household) => [
      household,
      { agrees: agrees.has(household), price: tried.prices[household] ?? null },
    ]),
  );
}
