// Arrow keys over flats of different sizes. A cursor remembers the storey and the part of the landing it stands on, so
// that a duplex is entered from either floor and left on the floor it was entered.
import type { Layout, Placed } from './geometry';

export interface Cursor {
  row: number;
  column: number; // in parts of the landing, as a point
}

export type Key =
  'ArrowUp' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight' | 'Home' | 'End' | 'CtrlHome' | 'CtrlEnd';

function covers(placed: Placed, cursor: Cursor): boolean {
  return (
    cursor.row >= placed.row &&
    cursor.row < placed.row + placed.rows &&
    cursor.column >= placed.column &&
    cursor.column < placed.column + placed.columns
  );
}

export function cursorOf(placed: Placed): Cursor {
  return { row: placed.row, column: placed.column };
}

export function cellAt(layout: Layout, cursor: Cursor): Placed | undefined {
  return layout.cells.find((placed) => covers(placed, cursor));
}

function onRow(layout: Layout, row: number): Placed[] {
  return layout.cells
    .filter((placed) => row >= placed.row && row < placed.row + placed.rows)
    .sort((a, b) => a.column - b.column);
}

// The nearest flat of a row to a column: the one that covers it, else the closest.
function nearest(layout: Layout, row: number, column: number): Placed | undefined {
  const candidates = onRow(layout, row);
  const distance = (placed: Placed) =>
    column < placed.column
      ? placed.column - column
      : Math.max(0, column - (placed.column + placed.columns - 0.5));
  return candidates.sort((a, b) => distance(a) - distance(b))[0];
}

// The cursor after a key, or the same cursor at the edge of the building.
export function move(layout: Layout, from: Cursor, key: Key): Cursor {
  const here = cellAt(layout, from);
  if (!here) return layout.cells[0] ? cursorOf(layout.cells[0]) : from;

  const vertical = (start: number, step: number): Cursor => {
    for (let row = start; row >= 0 && row < layout.rows.length; row += step) {
      const target = nearest(layout, row, from.column);
      if (target)
        return { row, column: covers(target, { row, column: from.column }) ? from.column : target.column };
    }
    return from;
  };

  const neighbours = onRow(layout, from.row);
  const index = neighbours.indexOf(here);
  const along = (target: Placed | undefined): Cursor =>
    target ? { row: from.row, column: target.column } : from;

  switch (key) {
    case 'ArrowUp':
      return vertical(here.row - 1, -1);
    case 'ArrowDown':
      return vertical(here.row + here.rows, 1);
    case 'ArrowLeft':
      return along(neighbours[index - 1]);
    case 'ArrowRight':
      return along(neighbours[index + 1]);
    case 'Home':
      return along(neighbours[0]);
    case 'End':
      return along(neighbours[neighbours.length - 1]);
    case 'CtrlHome':
      return cursorOf(layout.cells[0]!);
    case 'CtrlEnd': {
      const last = Math.max(...layout.cells.map((placed) => placed.row + placed.rows - 1));
      const bottom = onRow(layout, last);
      return { row: last, column: bottom[bottom.length - 1]!.column };
    }
  }
}
