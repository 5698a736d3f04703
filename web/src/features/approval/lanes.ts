// A row per department on a shared axis of days. Days are civil days; nothing here decides a deadline.
import type { Approval } from '@/api/types';
import { addDays, daysBetween, isWeekend, weekday } from '@/shared/format';

export type ApprovalLane = Approval['lanes'][number];

export interface Day {
  date: string;
  label: string;
  weekday: number;
  isWeekend: boolean;
  isToday: boolean;
}

export interface Axis {
  from: string;
  days: Day[];
}

export interface Strip {
  kind: 'done' | 'notched' | 'returned' | 'working' | 'overdue';
  from: number; // in days from the start of the axis
  to: number;
}

const LONGEST = 42;

export function axisOf(lanes: readonly ApprovalLane[], now: string): Axis {
  const from = lanes.map((lane) => lane.asked_on).sort()[0] ?? now;
  const isRunning = lanes.some((lane) => lane.opinion === 'pending');
  const ends = lanes
    .flatMap((lane) => [lane.due_on, lane.opinion_on, lane.asked_on])
    .filter((date) => date !== null);
  if (isRunning) ends.push(now);
  const last = ends.sort().at(-1) ?? now;
  const length = Math.min(LONGEST, Math.max(5, daysBetween(from, last) + 2));
  const days = Array.from({ length }, (_, index) => {
    const date = addDays(from, index);
    return {
      date,
      label: String(Number(date.slice(8, 10))),
      weekday: weekday(date),
      isWeekend: isWeekend(date),
      isToday: date === now,
    };
  });
  return { from, days };
}

function at(axis: Axis, date: string): number {
  return Math.max(0, Math.min(axis.days.length, daysBetween(axis.from, date)));
}

// A day of work ends with the day, so a strip reaches to the next midnight.
export function stripsOf(lane: ApprovalLane, axis: Axis, now: string): Strip[] {
  const from = at(axis, lane.asked_on);
  if (lane.opinion !== 'pending') {
    const kind = { approve: 'done', conditions: 'notched', return: 'returned' } as const;
    return [{ kind: kind[lane.opinion], from, to: at(axis, addDays(lane.opinion_on ?? lane.asked_on, 1)) }];
  }
  const today = at(axis, addDays(now, 1));
  if (!lane.overdue || !lane.due_on) return [{ kind: 'working', from, to: Math.max(from, today) }];
  const due = at(axis, addDays(lane.due_on, 1));
  return [
    { kind: 'working', from, to: due },
    { kind: 'overdue', from: due, to: Math.max(due, today) },
  ];
}

export function dueMark(lane: ApprovalLane, axis: Axis): number | null {
  if (!lane.due_on) return null;
  const mark = daysBetween(axis.from, addDays(lane.due_on, 1));
  return mark > axis.days.length ? null : mark;
}

export function tally(lanes: readonly ApprovalLane[]): {
  answered: number;
  returned: number;
  overdue: number;
} {
  return {
    answered: lanes.filter((lane) => lane.opinion !== 'pending').length,
    returned: lanes.filter((lane) => lane.opinion === 'return').length,
    overdue: lanes.filter((lane) => lane.overdue).length,
  };
}
