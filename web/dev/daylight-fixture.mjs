// Writes the scenes on which the page's engine of light is held to the program's: node dev/daylight-fixture.mjs PROGRAM
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';

const program = process.argv[2];
let state = 20010120;
function random(low, high) {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return low + ((high - low) * state) / 2 ** 32;
}
const round = (value) => Math.round(value * 1000) / 1000;
const box = (cx, cy, sx, sy, z0, z1, yaw) =>
  Object.fromEntries(Object.entries({ cx, cy, sx, sy, z0, z1, yaw }).map(([name, n]) => [name, round(n)]));

function scene() {
  const yaw = random(-60, 60);
  const c = Math.cos((yaw * Math.PI) / 180);
  const s = Math.sin((yaw * Math.PI) / 180);
  const at = (x, y) => [c * x - s * y, s * x + c * y];
  const depth = random(9, 12);
  const boxes = [box(0, 0, random(25, 50), depth, 0, random(16, 22), yaw)];
  for (const side of [-1, 1])
    boxes.push(
      box(
        ...at(random(-15, 15), side * random(20, 35)),
        random(20, 50),
        11,
        0,
        random(10, 30),
        yaw + random(-3, 3),
      ),
    );
  const south = -depth / 2;
  const x = random(-8, 8);
  const lift = [box(...at(x, south - 2.6), 2.2, 2.2, 0, random(16, 24), yaw)];
  for (let z = 2.8; z < 14; z += 2.9) lift.push(box(...at(x, south - 0.75), 2.2, 1.5, z, z + 2.5, yaw));
  const windows = [0, 1, 2, 3].map((i) => {
    const [wx, wy] = at(x + random(1.5, 5) * (i % 2 ? 1 : -1), south);
    const az = 180 - yaw;
    return {
      id: `w${i}`,
      x: round(wx),
      y: round(wy),
      z: round(0.9 + 2.9 * i),
      w: round(random(0.9, 2.4)),
      h: 1.5,
      az: round(az),
    };
  });
  return { lat: round(random(23, 32)), lon: round(random(112, 120)), boxes, lift, windows };
}
const pick = ({ vsc, dahan, dongzhi }) => ({ vsc, dahan, dongzhi });
const cases = Array.from({ length: 12 }, () => {
  const asked = scene();
  const answer = JSON.parse(
    execFileSync(program, ['daylight', '-', '--json'], {
      input: JSON.stringify({ ...asked, rules: { draws: 0 } }),
      encoding: 'utf8',
    }),
  );
  return {
    scene: asked,
    expected: answer.windows.map((one) => ({ before: pick(one.before), after: pick(one.after) })),
  };
});
const file = new URL('../src/features/daylight/engine.fixture.json', import.meta.url);
writeFileSync(file, JSON.stringify(cases) + '\n');
