// What somebody types about their own building, the link that holds it, and the question it becomes.
import type { BuildingAnswer, BuildingQuestion, Comparison } from '@/api/types';
import { parseAmount } from '@/shared/amount';
import { hundredths, sum } from '@/shared/exact';

export interface Inputs {
  floors: number; // with homes
  ground: boolean; // a row without homes below them: storage, stilts, shops
  homes: number; // on every floor alike …
  perFloor: number[] | null; // … or floor by floor from the lowest
  areas: 'none' | 'stack' | 'door'; // unknown, the same up one stack, or door by door
  metres: string[]; // as typed, in that order
  cost: string; // as typed
  subsidy: string | null; // as typed; null: by the city's rule
  city: string; // area code of a policy
}

export const MOST_FLOORS = 33;
export const MOST_HOMES = 12;

export function blank(): Inputs {
  return {
    floors: 6,
    ground: false,
    homes: 2,
    perFloor: null,
    areas: 'none',
    metres: [],
    cost: '400000',
    subsidy: null,
    city: 'cn-jiangxi-nanchang',
  };
}

export function homesOf({ floors, homes, perFloor }: Inputs): number[] {
  return Array.from({ length: floors }, (_, index) => perFloor?.[index] ?? homes);
}

export interface Door {
  floor: number;
  door: string; // "301"
  stack: number; // 0-based place on the landing
}

export function doorsOf(inputs: Inputs): Door[] {
  const lowest = inputs.ground ? 2 : 1;
  return homesOf(inputs).flatMap((homes, index) =>
    Array.from({ length: homes }, (_, stack) => ({
      floor: lowest + index,
      door: `${lowest + index}${String(stack + 1).padStart(2, '0')}`,
      stack,
    })),
  );
}

export function areaLabels(inputs: Inputs): string[] {
  if (inputs.areas === 'none') return [];
  const doors = doorsOf(inputs);
  if (inputs.areas === 'door') return doors.map(({ door }) => door);
  const stacks = Math.max(0, ...doors.map(({ stack }) => stack + 1));
  return Array.from({ length: stacks }, (_, index) => String(index + 1).padStart(2, '0'));
}

export type Field = 'floors' | 'homes' | 'metres' | 'cost' | 'subsidy';
export type Wrong = { field: Field; index: number; code: string };

// The question for the server, or the first thing that is wrong with the form.
export function questionOf(inputs: Inputs, on: string): BuildingQuestion | Wrong {
  const isWhole = (value: number, least: number, most: number) =>
    Number.isInteger(value) && value >= least && value <= most;
  if (!isWhole(inputs.floors, 2, MOST_FLOORS)) return { field: 'floors', index: 0, code: 'floors' };
  const homes = homesOf(inputs);
  const wrongFloor = homes.findIndex((value) => !isWhole(value, 0, MOST_HOMES));
  if (wrongFloor >= 0) return { field: 'homes', index: wrongFloor, code: 'homes' };
  if (homes.every((value) => value === 0)) return { field: 'homes', index: 0, code: 'nobody' };
  const cost = parseAmount(inputs.cost);
  if (cost === null || hundredths(cost) <= 0n) return { field: 'cost', index: 0, code: 'amount' };
  const subsidy = inputs.subsidy === null ? null : parseAmount(inputs.subsidy);
  if (inputs.subsidy !== null && (subsidy === null || hundredths(subsidy) < 0n))
    return { field: 'subsidy', index: 0, code: 'amount' };
  if (subsidy !== null && hundredths(subsidy) > hundredths(cost))
    return { field: 'subsidy', index: 0, code: 'above_cost' };
  const question: BuildingQuestion = {
    floors: inputs.floors,
    first_floor: inputs.ground ? 2 : 1,
    households_per_floor: homes,
    cost,
    city: inputs.city,
    on,
  };
  if (subsidy !== null) question.subsidy = subsidy;
  if (inputs.areas === 'none') return question;
  const typed = areaLabels(inputs).map((_, index) => parseAmount(inputs.metres[index] ?? ''));
  const missing = typed.findIndex((metres) => metres === null || hundredths(metres) <= 0n);
  if (missing >= 0) return { field: 'metres', index: missing, code: 'area' };
  question.area_m2 = doorsOf(inputs).map(
    ({ stack }, index) => typed[inputs.areas === 'stack' ? stack : index]!,
  );
  return question;
}

export const isWrong = (value: BuildingQuestion | Wrong): value is Wrong => 'field' in value;

// ---- The link: figures of a building and nothing about a person

export function encode(inputs: Inputs): Record<string, string> {
  const query: Record<string, string> = {
    f: String(inputs.floors),
    n: inputs.perFloor ? homesOf(inputs).join('.') : String(inputs.homes),
    c: parseAmount(inputs.cost) ?? inputs.cost,
    city: inputs.city,
  };
  if (inputs.ground) query.g = '1';
  if (inputs.subsidy !== null) query.s = parseAmount(inputs.subsidy) ?? inputs.subsidy;
  if (inputs.areas !== 'none')
    query[inputs.areas === 'stack' ? 'as' : 'ad'] = areaLabels(inputs)
      .map((_, index) => inputs.metres[index] ?? '')
      .join('_');
  return query;
}

const plainAmount = (text: string) => text.slice(0, 20).replace(/\.00$/, '');

// A link is other people's text: what is not understood is left at its default.
export function decode(query: Record<string, unknown>): Inputs {
  const inputs = blank();
  const text = (name: string) => (typeof query[name] === 'string' ? query[name] : '');
  const whole = (value: string, least: number, most: number) => {
    const number = /^\d{1,3}$/.test(value) ? Number(value) : NaN;
    return number >= least && number <= most ? number : null;
  };
  inputs.floors = whole(text('f'), 2, MOST_FLOORS) ?? inputs.floors;
  inputs.ground = text('g') === '1';
  const homes = text('n')
    .split('.')
    .map((part) => whole(part, 0, MOST_HOMES));
  if (homes.length === 1 && homes[0]) inputs.homes = homes[0];
  else if (homes.length === inputs.floors && homes.every((value) => value !== null)) inputs.perFloor = homes;
  if (text('c')) inputs.cost = plainAmount(text('c'));
  if (typeof query.s === 'string') inputs.subsidy = plainAmount(query.s);
  if (/^cn(-[a-z]{1,40}){0,4}$/.test(text('city'))) inputs.city = text('city');
  for (const [name, areas] of [
    ['as', 'stack'],
    ['ad', 'door'],
  ] as const) {
    if (typeof query[name] !== 'string') continue;
    inputs.areas = areas;
    inputs.metres = query[name]
      .split('_')
      .slice(0, MOST_FLOORS * MOST_HOMES)
      .map(plainAmount);
  }
  return inputs;
}

// ---- The answer in the shape of the comparison, doors as households from the top

export function comparisonOf(answer: BuildingAnswer, areas: readonly string[] | undefined): Comparison {
  const idOf = (index: number) => String(index);
  return {
    cost: answer.cost,
    lines: answer.subsidy?.amount ?? '0.00',
    compensation: '0.00',
    to_share: answer.to_share,
    elements: [],
    households: answer.doors.map(({ floor, door }, index) => ({
      id: idOf(index),
      room: door,
      floors: [floor],
      area_m2: areas?.[index] ?? null,
      steps: null,
      mine: false,
    })),
    rules: answer.rules.map((rule) => ({
      key: rule.key,
      name: rule.name,
      first: true,
      shares: Object.fromEntries(rule.shares.map((share, index) => [idOf(index), share])),
      moved: null,
      paying_for_others: rule.paying_for_others,
    })),
  };
}

export interface DoorRow {
  floor: number;
  doors: string[]; // of one floor, who pay the same to the fen under every rule
  amounts: string[]; // each
}

export function doorRows(answer: BuildingAnswer): DoorRow[] {
  const rows: DoorRow[] = [];
  answer.doors.forEach(({ floor, door }, index) => {
    const amounts = answer.rules.map((rule) => rule.shares[index]!);
    const twin = rows.find((row) => row.floor === floor && row.amounts.join() === amounts.join());
    if (twin) twin.doors.push(door);
    else rows.push({ floor, doors: [door], amounts });
  });
  return rows.sort((a, b) => b.floor - a.floor);
}

export function totalsOf(answer: BuildingAnswer): string[] {
  return answer.rules.map((rule) => sum(rule.shares));
}
export const closes = (answer: BuildingAnswer) =>
  totalsOf(answer).every((total) => hundredths(total) === hundredths(answer.to_share));
