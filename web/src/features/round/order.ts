// Who is next on a round: what was agreed for a day comes first, then doors where nobody has been, then those where
// nobody was in; within each from the top floor down.
import type { Cell } from '@/api/types';

const top = (cell: Cell) => Math.max(...cell.floors);

function rank(cell: Cell, today: string): number | null {
  if (cell.visit?.next_on && !(cell.stance_on && cell.stance_on >= cell.visit.next_on))
    return cell.visit.next_on <= today ? 0 : 3;
  if (!cell.visit && !cell.stance) return 1;
  if (cell.stance === 'unreached' || (!cell.stance && cell.visit?.outcome !== 'met')) return 2;
  return null;
}

export function isDone(cell: Cell): boolean {
  return cell.stance !== null || cell.visit !== null;
}

export function nextToVisit(cells: readonly Cell[], today: string): Cell[] {
  return cells
    .map((cell) => ({ cell, rank: rank(cell, today) }))
    .filter((item): item is { cell: Cell; rank: number } => item.rank !== null)
    .sort(
      (a, b) =>
        a.rank - b.rank ||
        (a.rank === 3 ? a.cell.visit!.next_on!.localeCompare(b.cell.visit!.next_on!) : 0) ||
        top(b.cell) - top(a.cell) ||
        a.cell.room.localeCompare(b.cell.room),
    )
    .map((item) => item.cell);
}
