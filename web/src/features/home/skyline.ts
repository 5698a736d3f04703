// Units as houses in a row: what stands where on the home page's skyline.
import type { CommunitySummary, ProjectCard, Stage } from '@/api/types';

export type UnitState = 'running' | 'building' | 'preparing';

export interface House {
  x: number;
  storeys: number;
  state: UnitState;
  depth: number; // of the car below the shaft's top, 0 (in use) … 1 (survey)
  hasCar: boolean;
}

export interface Block {
  id: string;
  name: string;
  x: number;
  width: number; // of its houses
  label: number; // centre of its name
  houses: House[];
}

export interface Skyline {
  blocks: Block[];
  width: number;
  storeys: number; // of the tallest house
}

export const STEP = 28; // a house and its shaft
const GAP = 22;

const ORDER: readonly Stage[] = [
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

export function depthOf(stage: Stage): number {
  return 1 - ORDER.indexOf(stage) / (ORDER.length - 1);
}

export function stateOf(project: ProjectCard): UnitState {
  if (project.stage === 'operation') return 'running';
  return ['construction', 'acceptance', 'registration'].includes(project.stage) ? 'building' : 'preparing';
}

// Units with a record stand at their stage; the rest of a community's count is drawn at the stage its figure names.
export function unitsOf(community: CommunitySummary): Omit<House, 'x'>[] {
  const storeys = (project?: ProjectCard) => community.storeys ?? project?.floors ?? 6;
  const houses: Omit<House, 'x'>[] = [];
  for (const state of ['running', 'building', 'preparing'] as const) {
    const known = community.projects.filter((project) => stateOf(project) === state);
    for (const project of known)
      houses.push({ storeys: storeys(project), state, depth: depthOf(project.stage), hasCar: true });
    const rest = community.lifts[state] - known.length;
    const depth = depthOf(
      state === 'running' ? 'operation' : state === 'building' ? 'construction' : 'survey',
    );
    for (let index = 0; index < rest; ++index)
      houses.push({ storeys: storeys(), state, depth, hasCar: state !== 'preparing' });
  }
  return houses;
}

// Width of a name at 12.5 px: Chinese signs are square, digits and Latin about 0.6 of it.
function textWidth(text: string): number {
  return [...text].reduce((width, sign) => width + (sign.charCodeAt(0) > 0x2e80 ? 12.5 : 7.5), 0);
}

export function skylineOf(communities: readonly CommunitySummary[]): Skyline {
  let x = 0;
  let storeys = 1;
  const blocks = communities
    .map((community) => ({ community, units: unitsOf(community) }))
    .filter(({ units }) => units.length > 0)
    .map(({ community, units }) => {
      const width = units.length * STEP - 3;
      const room = Math.max(width, textWidth(community.name) + 4);
      const start = x + (room - width) / 2;
      const block = {
        id: community.id,
        name: community.name,
        x: start,
        width,
        label: x + room / 2,
        houses: units.map((unit, index) => ({ ...unit, x: start + index * STEP })),
      };
      storeys = Math.max(storeys, ...units.map((unit) => unit.storeys));
      x += room + GAP;
      return block;
    });
  return { blocks, width: Math.max(0, x - GAP), storeys };
}
