// The engine of light once more, for a lift that is dragged: the same rays as src/daylight in plain doubles, fewer of
// them. Figures on paper and in the record come from the program; tests hold the two together (engine.test.ts).
export interface Box {
  cx: number;
  cy: number;
  sx: number;
  sy: number;
  z0: number;
  z1: number;
  yaw: number;
  transmittance?: number;
}
export interface Pane {
  id: string;
  x: number;
  y: number;
  z: number;
  w: number;
  h: number;
  az: number;
}
export interface Scene {
  lat: number;
  lon: number;
  boxes: Box[];
  lift: Box[];
  windows: Pane[];
}
export interface Light {
  vsc: number;
  dahan: number; // minutes
  dongzhi: number;
}
export type Vector = readonly [number, number, number];
export type Day = 'dahan' | 'dongzhi';

const degree = Math.PI / 180;
const sin = (deg: number) => Math.sin(deg * degree);
const cos = (deg: number) => Math.cos(deg * degree);
const RUN_MIN = 5;
const SILL_SPACING = 0.3;
const WIDTH_MAX = 1.8;

// Declination of the days of 2001 that the rules name, at both ends of the effective hours at Beijing's longitude; it
// differs by less than 0.01° over China.
export const DAYS: Record<
  Day,
  { from: number; to: number; declination: readonly [number, number]; equation_min: number }
> = {
  dahan: { from: 8, to: 16, declination: [-20.148, -20.0757], equation_min: -10.98 },
  dongzhi: { from: 9, to: 15, declination: [-23.4388, -23.4381], equation_min: 1.51 },
};

export function sunDirection(lat: number, declination: number, hour: number): Vector {
  const angle = (hour - 12) * 15;
  return [
    -cos(declination) * sin(angle),
    sin(declination) * cos(lat) - cos(declination) * sin(lat) * cos(angle),
    sin(lat) * sin(declination) + cos(lat) * cos(declination) * cos(angle),
  ];
}
export function sunAt(lat: number, day: Day, hour: number): Vector {
  const { from, to, declination } = DAYS[day];
  const part = (hour - from) / (to - from);
  return sunDirection(lat, declination[0] + part * (declination[1] - declination[0]), hour);
}
// Hours of Beijing time at an hour of true solar time.
export function beijingTime(lon: number, day: Day, hour: number): number {
  return hour + (120 - lon) / 15 - DAYS[day].equation_min / 60;
}

export const towards = (az: number): Vector => [sin(az), cos(az), 0];
const dot = (a: Vector, b: Vector) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

export function pointOf(pane: Pane, right: number, up: number): Vector {
  const out = towards(pane.az);
  return [pane.x - out[1] * right + 0.001 * out[0], pane.y + out[0] * right + 0.001 * out[1], pane.z + up];
}
export const middleOf = (pane: Pane) => pointOf(pane, 0, pane.h / 2);

function between(low: number, high: number, start: number, speed: number, span: [number, number]): void {
  if (speed === 0) {
    if (!(start > low && start < high)) span[1] = span[0];
    return;
  }
  const near = (speed > 0 ? low - start : high - start) / speed;
  const far = (speed > 0 ? high - start : low - start) / speed;
  if (near > span[0]) span[0] = near;
  if (far < span[1]) span[1] = far;
}
const span: [number, number] = [0, 0];
export function blocks(box: Box, from: Vector, to: Vector): boolean {
  const c = cos(box.yaw);
  const s = sin(box.yaw);
  const dx = from[0] - box.cx;
  const dy = from[1] - box.cy;
  span[0] = 0;
  span[1] = 1e6;
  between(-box.sx / 2, box.sx / 2, c * dx + s * dy, c * to[0] + s * to[1], span);
  if (span[0] >= span[1]) return false;
  between(-box.sy / 2, box.sy / 2, c * dy - s * dx, c * to[1] - s * to[0], span);
  if (span[0] >= span[1]) return false;
  between(box.z0, box.z1, from[2], to[2], span);
  return span[0] < span[1];
}

const VSC_FREE = (600 / (7 * Math.PI)) * (Math.PI / 4 + 2 / 3);

// Directions before a wall with the share each stands for, as the golden-ratio lattice of the program.
export function skyLattice(az: number, count: number): { to: Vector; vsc: number }[] {
  const out = towards(az);
  const right: Vector = [-out[1], out[0], 0];
  const golden = (Math.sqrt(5) - 1) / 2;
  const samples = Array.from({ length: count }, (_, i) => {
    const sine = (i + 0.5) / count;
    const lateral = 2 * (((i + 0.5) * golden) % 1) - 1;
    const c = Math.sqrt(1 - lateral * lateral);
    const level = c * Math.sqrt(1 - sine * sine);
    const to: Vector = [level * out[0] + lateral * right[0], level * out[1] + lateral * right[1], c * sine];
    return { to, vsc: c * (1 + 2 * c * sine) };
  });
  const sum = samples.reduce((all, sample) => all + sample.vsc, 0);
  for (const sample of samples) sample.vsc *= VSC_FREE / sum;
  return samples;
}

// Points of the sill: the first stretch of 1.8 m, moved by one spacing each time; the best one counts.
function stretches(width: number): number[][] {
  const counted = Math.min(width, WIDTH_MAX);
  const spare = width - counted;
  const gaps = Math.max(1, Math.ceil(counted / SILL_SPACING - 1e-9));
  const lefts = [];
  for (let from = 0; from < spare - 1e-6; from += SILL_SPACING) lefts.push(from);
  lefts.push(spare);
  return lefts.map((from) =>
    Array.from({ length: gaps + 1 }, (_, i) => -width / 2 + from + (counted * i) / gaps),
  );
}

function minutesOf(lit: boolean[]): number {
  let minutes = 0;
  let run = 0;
  for (const is of [...lit, false]) {
    if (is) run++;
    else {
      if (run >= RUN_MIN) minutes += run;
      run = 0;
    }
  }
  return minutes;
}

interface Prepared {
  pane: Pane;
  out: Vector;
  middle: Vector;
  sky: { to: Vector; vsc: number }[]; // what was free before the lift
  days: Record<Day, { stretches: { point: Vector; lit: boolean[] }[][]; suns: Vector[] }>;
  before: Light;
}

// What stands there is tested once; a lift that moves costs only the rays it meets.
export class Engine {
  private readonly windows: Prepared[];

  constructor(scene: Omit<Scene, 'lift'>, directions = 2025) {
    const lattices = new Map<number, { to: Vector; vsc: number }[]>();
    this.windows = scene.windows.map((pane) => {
      const out = towards(pane.az);
      const middle = middleOf(pane);
      const lattice = lattices.get(pane.az) ?? skyLattice(pane.az, directions);
      lattices.set(pane.az, lattice);
      const near = (from: Vector, to: Vector) => scene.boxes.some((box) => blocks(box, from, to));
      const sky = lattice.filter(({ to }) => !near(middle, to));
      const day = (name: Day) => {
        const { from, to } = DAYS[name];
        const steps = (to - from) * 60;
        const suns = Array.from({ length: steps }, (_, i) => sunAt(scene.lat, name, from + (i + 0.5) / 60));
        return {
          suns,
          stretches: stretches(pane.w).map((points) =>
            points.map((right) => {
              const point = pointOf(pane, right, 0);
              return { point, lit: suns.map((sun) => sun[2] > 0 && dot(sun, out) > 0 && !near(point, sun)) };
            }),
          ),
        };
      };
      const days = { dahan: day('dahan'), dongzhi: day('dongzhi') };
      const prepared = { pane, out, middle, sky, days, before: { vsc: 0, dahan: 0, dongzhi: 0 } };
      prepared.before = Engine.light(prepared, []);
      return prepared;
    });
  }

  before(): Light[] {
    return this.windows.map((one) => one.before);
  }
  after(lift: Box[]): Light[] {
    return this.windows.map((one) => Engine.light(one, lift));
  }

  private static light(one: Prepared, lift: Box[]): Light {
    const reach = lift.filter((box) => {
      const far = Math.hypot(box.sx, box.sy) / 2;
      return one.out[0] * (box.cx - one.middle[0]) + one.out[1] * (box.cy - one.middle[1]) > -far;
    });
    const blocked = (from: Vector, to: Vector) => reach.some((box) => blocks(box, from, to));
    let vsc = 0;
    for (const { to, vsc: part } of one.sky) if (!blocked(one.middle, to)) vsc += part;
    const minutes = (day: Day) =>
      Math.max(
        ...one.days[day].stretches.map((points) =>
          minutesOf(
            one.days[day].suns.map((sun, i) =>
              points.every(({ point, lit }) => lit[i] && !blocked(point, sun)),
            ),
          ),
        ),
      );
    return { vsc, dahan: minutes('dahan'), dongzhi: minutes('dongzhi') };
  }
}
