import { describe, expect, it } from 'vitest';
import type { Cell } from '@/api/types';
import { nextToVisit } from './order';

const cell = (room: string, more: Partial<Cell> = {}) =>
  ({ room, floors: [Number(room[0])], stance: null, stance_on: null, visit: null, ...more }) as Cell;
const visit = (outcome: string, next_on: string | null = null) => ({
  on: '2026-11-20',
  outcome,
  next_on,
  note: null,
});

describe('next to visit', () => {
  it('is the agreed one, then where nobody has been from the top, then who was not in, then later dates', () => {
    const order = nextToVisit(
      [
        cell('101'),
        cell('201', { visit: visit('absent') }),
        cell('301', { visit: visit('absent', '2026-11-25') }),
        cell('401', { visit: visit('absent', '2026-11-23') }),
        cell('501', { stance: 'agree', stance_on: '2026-11-20' }),
        cell('601'),
        cell('602', { visit: visit('met') }),
      ],
      '2026-11-23',
    );
    expect(order.map((item) => item.room)).toEqual(['401', '601', '101', '201', '301']);
  });

  it('leaves out an appointment that was kept', () => {
    const kept = cell('401', {
      visit: visit('absent', '2026-11-22'),
      stance: 'oppose',
      stance_on: '2026-11-22',
    });
    expect(nextToVisit([kept], '2026-11-23')).toEqual([]);
  });
});
