// Where everything of one stairwell lies: rows are storeys from the top, columns are parts of a landing.
import type { Cell, Plan, Project, Stage } from '@/api/types';

type House = Project['house'];

export interface Row {
  floor: number; // 0 is the ground row: storage, stilts, shops
  label: string;
}

export interface Placed {
  cell: Cell;
  row: number; // from the top
  rows: number; // storeys it spans
  column: number; // in parts of the landing
  columns: number;
}

export interface Layout {
  rows: Row[];
  parts: number; // columns of the drawing
  landing: number; // most flats on one landing
  cells: Placed[]; // top-down, left to right
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}

export function layoutOf(house: House): Layout {
  const rows: Row[] = [];
  for (let floor = house.floors; floor >= 1; --floor) rows.push({ floor, label: String(floor) });
  if (house.ground !== 'none') rows.push({ floor: 0, label: '' });

  const widths = [...new Set(house.cells.map((cell) => Math.max(1, cell.columns)))];
  const parts = widths.reduce((all, width) => (all * width) / gcd(all, width), 1);
  const cells = house.cells.map((cell) => {
    const top = Math.min(house.floors, Math.max(...cell.floors));
    const bottom = Math.max(1, Math.min(...cell.floors));
    const share = parts / Math.max(1, cell.columns);
    return {
      cell,
      row: house.floors - top,
      rows: Math.max(1, top - bottom + 1),
      column: cell.column * share,
      columns: share,
    };
  });
  cells.sort((a, b) => a.row - b.row || a.column - b.column);
  return { rows, parts, landing: Math.max(1, ...widths), cells };
}

// Distance of a floor line below the roof, in rows.
export function floorLine(floor: number, house: House): number {
  const all = house.floors + (house.ground === 'none' ? 0 : 1);
  return Math.min(all, house.floors - floor + 1);
}

// Where the car stops: at a floor line, or half a storey above it.
export function stopLine(stop: Plan['stops_at'][number], house: House): number {
  return floorLine(stop.floor, house) - (stop.half ? 0.5 : 0);
}

const STAGES: readonly Stage[] = [
  'survey',
  'initiation',
  'scheme',
  'deliberation',
  'vote',
  'notice',
  'approval',
  'construction',
  'acceptance',
  'registration',
  'operation',
];

export function stageNumber(stage: Stage): number {
  return STAGES.indexOf(stage) + 1;
}

// How high the car hangs, as a part of the building's height measured from the roof.
export function carDepth(stage: Stage, isWithdrawn: boolean): number {
  const index = isWithdrawn ? 0 : stageNumber(stage) - 1;
  return 1 - (index + 0.5) / STAGES.length;
}

// One flight of stairs as a path of treads; `toRight` climbs from the flats to the half landing.
export function flight(x0: number, x1: number, y0: number, y1: number, treads: number): string {
  const dx = (x1 - x0) / (treads - 1);
  const dy = (y1 - y0) / treads;
  const step = `v${dy.toFixed(2)}h${dx.toFixed(2)}`;
  return `M${x0.toFixed(1)} ${y0.toFixed(1)}${step.repeat(treads - 1)}v${dy.toFixed(2)}`;
}
