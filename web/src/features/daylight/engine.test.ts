// The page's engine beside the program's on random scenes (dev/daylight-fixture.mjs).
import { describe, expect, it } from 'vitest';
import { beijingTime, Engine, skyLattice, type Light, type Scene } from './engine';
import fixture from './engine.fixture.json';

const cases = fixture as { scene: Scene; expected: { before: Light; after: Light }[] }[];

describe('the engine of light', () => {
  it.each(cases.map((one, i) => [i, one] as const))('says what the program says of scene %i', (_, one) => {
    const engine = new Engine(one.scene);
    const before = engine.before();
    const after = engine.after(one.scene.lift);
    one.expected.forEach((expected, i) => {
      for (const [mine, theirs] of [
        [before[i]!, expected.before],
        [after[i]!, expected.after],
      ] as const) {
        expect(Math.abs(mine.vsc - theirs.vsc)).toBeLessThan(0.5);
        expect(Math.abs(mine.dahan - theirs.dahan)).toBeLessThanOrEqual(3);
        expect(Math.abs(mine.dongzhi - theirs.dongzhi)).toBeLessThanOrEqual(3);
      }
    });
  });
  it('covers scenes in which the lift takes sky and sunshine', () => {
    const all = cases.flatMap((one) => one.expected);
    expect(all.some(({ before, after }) => before.dahan - after.dahan > 30)).toBe(true);
    expect(all.some(({ before, after }) => after.vsc < 0.8 * before.vsc)).toBe(true);
  });
  it('shares the whole sky out', () => {
    const sum = skyLattice(180, 500).reduce((all, sample) => all + sample.vsc, 0);
    expect(sum).toBeCloseTo(39.6177, 3);
  });
  it('tells noon of dahan in Nanchang by Beijing time', () => {
    expect(beijingTime(115.858, 'dahan', 12) * 60).toBeCloseTo(12 * 60 + 27.55, 0);
  });
});
