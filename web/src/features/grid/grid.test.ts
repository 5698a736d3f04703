import { describe, expect, it } from 'vitest';
import type { Cell, Project } from '@/api/types';
import { carDepth, flight, floorLine, layoutOf, stageNumber, stopLine } from './geometry';
import { cellAt, cursorOf, move, type Cursor, type Key } from './navigation';

function cell(room: string, floors: number[], column: number, columns: number): Cell {
  return {
    household: `h-${room}`,
    room,
    floors,
    column,
    columns,
    area_m2: null,
    mine: false,
    stance: null,
    stance_known: false,
    stance_on: null,
    reason: null,
    topics: [],
    ballot: null,
    ballot_returned: null,
    share: null,
    rides_free: false,
    half_flight: false,
    visit: null,
  };
}

// Case B's stairwell: four flats on floors 1 and 2, two duplexes on 3–4 and on 5–6.
const house: Project['house'] = {
  floors: 6,
  ground: 'none',
  cells: [
    ...[1, 2].flatMap((floor) => [1, 2, 3, 4].map((door) => cell(`${floor}0${door}`, [floor], door - 1, 4))),
    cell('301', [3, 4], 0, 2),
    cell('302', [3, 4], 1, 2),
    cell('501', [5, 6], 0, 2),
    cell('502', [5, 6], 1, 2),
  ],
};
const layout = layoutOf(house);
const placed = (room: string) => layout.cells.find((item) => item.cell.room === room)!;

function walk(start: string, ...keys: Key[]): string {
  let cursor: Cursor = cursorOf(placed(start));
  for (const key of keys) cursor = move(layout, cursor, key);
  return cellAt(layout, cursor)!.cell.room;
}

describe('the drawing of a stairwell', () => {
  it('gives a flat its share of the landing and a duplex two storeys', () => {
    expect(layout.parts).toBe(4);
    expect(layout.landing).toBe(4);
    expect(placed('502')).toMatchObject({ row: 0, rows: 2, column: 2, columns: 2 });
    expect(placed('104')).toMatchObject({ row: 5, rows: 1, column: 3, columns: 1 });
  });

  it('divides landings of two and three flats without a gap', () => {
    const mixed = layoutOf({
      floors: 2,
      ground: 'storage',
      cells: [
        cell('101', [1], 0, 3),
        cell('102', [1], 1, 3),
        cell('103', [1], 2, 3),
        cell('201', [2], 0, 2),
        cell('202', [2], 1, 2),
      ],
    });
    expect(mixed.parts).toBe(6);
    expect(mixed.cells.map((item) => item.columns)).toEqual([3, 3, 2, 2, 2]);
    expect(mixed.rows.map((row) => row.floor)).toEqual([2, 1, 0]);
  });

  it('puts stops at floor lines and at half landings', () => {
    expect(floorLine(1, house)).toBe(6);
    expect(stopLine({ floor: 4, half: true }, house)).toBe(2.5);
    expect(stopLine({ floor: 0, half: false }, house)).toBe(6);
    expect(stopLine({ floor: 0, half: false }, { ...house, ground: 'stilt' })).toBe(7);
    expect(stopLine({ floor: 3, half: true }, { ...house, ground: 'stilt' })).toBe(3.5);
  });

  it('hangs the car at the stage, and lets it down when withdrawn', () => {
    expect(stageNumber('vote')).toBe(5);
    expect(carDepth('survey', false)).toBeCloseTo(10.5 / 11);
    expect(carDepth('operation', false)).toBeCloseTo(0.5 / 11);
    expect(carDepth('operation', true)).toBeCloseTo(10.5 / 11);
  });

  it('climbs a flight exactly', () => {
    expect(flight(0, 6, 10, 0, 2)).toBe('M0.0 10.0v-5.00h6.00v-5.00');
  });
});

describe('the arrow keys', () => {
  it('move along a landing and stop at its ends', () => {
    expect(walk('102', 'ArrowRight')).toBe('103');
    expect(walk('104', 'ArrowRight')).toBe('104');
    expect(walk('102', 'Home')).toBe('101');
    expect(walk('301', 'End')).toBe('302');
  });

  it('move by geometry between landings of different size', () => {
    expect(walk('203', 'ArrowUp')).toBe('302');
    expect(walk('202', 'ArrowUp')).toBe('301');
    expect(walk('301', 'ArrowUp')).toBe('501');
  });

  it('remember the door below a duplex', () => {
    expect(walk('204', 'ArrowUp', 'ArrowDown')).toBe('204');
    expect(walk('104', 'ArrowUp', 'ArrowUp', 'ArrowUp', 'ArrowUp')).toBe('502');
  });

  it('jump to the top and to the bottom', () => {
    expect(walk('301', 'CtrlHome')).toBe('501');
    expect(walk('301', 'CtrlEnd')).toBe('104');
  });

  it('enter a duplex from either floor and leave it on that floor', () => {
    const beside = layoutOf({
      floors: 2,
      ground: 'none',
      cells: [cell('101', [1, 2], 0, 2), cell('102', [1], 1, 2), cell('202', [2], 1, 2)],
    });
    const up = cellAt(beside, move(beside, move(beside, { row: 0, column: 1 }, 'ArrowLeft'), 'ArrowRight'));
    const down = cellAt(beside, move(beside, move(beside, { row: 1, column: 1 }, 'ArrowLeft'), 'ArrowRight'));
    expect(up?.cell.room).toBe('202');
    expect(down?.cell.room).toBe('102');
  });
});
