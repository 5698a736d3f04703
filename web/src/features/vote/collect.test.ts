import { expect, it } from 'vitest';
import type { BallotStanding, RollLine } from '@/api/types';
import { nextRoom, reminderText } from './collect';

const line = (room: string, standing: BallotStanding): RollLine => ({
  household: `h${room}`,
  room,
  standing,
  entered_by: null,
  service: null,
  contest_reason: null,
  condition: null,
  condition_met_on: null,
});
const roll = [line('101', 'none'), line('102', 'in'), line('201', 'contested'), line('202', 'not_delivered')];

it('goes to the next flat whose ballot is not in, and round to the top', () => {
  expect(nextRoom(roll, 'h101')).toBe('h202');
  expect(nextRoom(roll, 'h202')).toBe('h101');
  expect(nextRoom([line('101', 'in')], 'h101')).toBeNull();
});

it('names rooms and nothing else in a reminder', () => {
  expect(reminderText('2单元', [roll[0]!, roll[3]!], '2026-11-25')).toBe(
    '2单元：还没交票的有 101、202，11-25 截止。',
  );
});
