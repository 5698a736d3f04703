// What a window sees of the sky, north up: outlines of boxes and the sun's paths on an equidistant fisheye. Data for an
// SVG with a radius of 100.
import { sunAt, DAYS, towards, type Box, type Day, type Vector } from './engine';

export function onChart(direction: Vector): [number, number] {
  const level = Math.hypot(direction[0], direction[1]);
  const fromZenith = (Math.atan2(level, Math.max(0, direction[2])) / Math.PI) * 200;
  return level === 0 ? [0, 0] : [(direction[0] / level) * fromZenith, (-direction[1] / level) * fromZenith];
}

// The outline of a box: bearing by bearing from its lowest to its highest sight, behind the wall's plane left out.
export function outline(box: Box, from: Vector, az: number): string {
  const out = towards(az);
  const c = Math.cos((box.yaw * Math.PI) / 180);
  const s = Math.sin((box.yaw * Math.PI) / 180);
  const columns: { bearing: number; low: number; high: number }[] = [];
  for (let bearing = -89.5; bearing < 90; bearing += 1) {
    const way = towards(az + bearing);
    // The stretch of the level line that lies over the box.
    let near = 0;
    let far = 1e6;
    for (const [start, speed, half] of [
      [c * (from[0] - box.cx) + s * (from[1] - box.cy), c * way[0] + s * way[1], box.sx / 2],
      [c * (from[1] - box.cy) - s * (from[0] - box.cx), c * way[1] - s * way[0], box.sy / 2],
    ] as const) {
      if (Math.abs(speed) < 1e-12) {
        if (Math.abs(start) >= half) far = -1;
        continue;
      }
      near = Math.max(near, (-Math.sign(speed) * half - start) / speed);
      far = Math.min(far, (Math.sign(speed) * half - start) / speed);
    }
    if (near >= far || far <= 0 || way[0] * out[0] + way[1] * out[1] <= 0) continue;
    const top = box.z1 - from[2];
    const foot = box.z0 - from[2];
    if (top <= 0) continue;
    const angle = (height: number, distance: number) =>
      Math.atan2(Math.max(0, height), Math.max(distance, 1e-3));
    columns.push({ bearing: az + bearing, low: angle(foot, far), high: angle(top, near) });
  }
  if (columns.length < 2) return '';
  const at = (bearing: number, altitude: number) => {
    const level = towards(bearing);
    const [x, y] = onChart([
      level[0] * Math.cos(altitude),
      level[1] * Math.cos(altitude),
      Math.sin(altitude),
    ]);
    return `${x.toFixed(1)},${y.toFixed(1)}`;
  };
  return [
    ...columns.map(({ bearing, high }) => at(bearing, high)),
    ...columns.reverse().map(({ bearing, low }) => at(bearing, low)),
  ].join(' ');
}

export function sunPath(lat: number, day: Day): string {
  const { from, to } = DAYS[day];
  const marks: string[] = [];
  for (let hour = from; hour <= to + 1e-9; hour += 0.25) {
    const [x, y] = onChart(sunAt(lat, day, hour));
    marks.push(`${x.toFixed(1)},${y.toFixed(1)}`);
  }
  return marks.join(' ');
}

// The half behind the wall, as a path.
export function ownWall(az: number): string {
  const [x, y] = onChart(towards(az + 90));
  return `M${x.toFixed(1)},${y.toFixed(1)}A100,100 0 0 1 ${(-x).toFixed(1)},${(-y).toFixed(1)}Z`;
}
