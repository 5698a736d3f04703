import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { concat, equal, fromHex, toHex, toUtf8, type Bytes } from './bytes';
import { portable, system, type Crypto } from './crypto';
import { bundleOf, parseBundle, pathOf, tileOf, tileReader, type TileFetcher } from './tiles';
import {
  consistencyRanges,
  decompose,
  leafHash,
  nodeHash,
  proveConsistency,
  rangeRoot,
  verifyConsistency,
  verifyInclusion,
  type NodeReader,
} from './tree';
import { EVENT_TILES, EVENTS, REFERENCE, REFERENCE_LEAVES } from './vectors.testing';

// Without waiting: the definition below hashes hundreds of thousands of times.
const sha256 = (data: Bytes): Bytes => Uint8Array.from(createHash('sha256').update(data).digest());
const quick: Crypto = { ...portable, sha256: (data) => Promise.resolve(sha256(data)) };
const leafOf = (data: Bytes) => sha256(concat(Uint8Array.of(0), data));
const nodeOf = (left: Bytes, right: Bytes) => sha256(concat(Uint8Array.of(1), left, right));
const hash = (hex: string) => fromHex(hex)!;
const eventLeaves = (count: number) => Array.from({ length: count }, (_, i) => leafOf(toUtf8(`event-${i}`)));

// RFC 6962, 2.1, as it is written there.
function treeRoot(leaves: readonly Bytes[]): Bytes {
  if (leaves.length === 0) return sha256(new Uint8Array());
  if (leaves.length === 1) return leaves[0]!;
  const split = 2 ** Math.ceil(Math.log2(leaves.length) - 1);
  return nodeOf(treeRoot(leaves.slice(0, split)), treeRoot(leaves.slice(split)));
}
function path(index: number, leaves: readonly Bytes[]): Bytes[] {
  if (leaves.length <= 1) return [];
  const split = 2 ** Math.ceil(Math.log2(leaves.length) - 1);
  return index < split
    ? [...path(index, leaves.slice(0, split)), treeRoot(leaves.slice(split))]
    : [...path(index - split, leaves.slice(split)), treeRoot(leaves.slice(0, split))];
}

// All perfect subtrees over the leaves, by level.
function levelsOf(leaves: readonly Bytes[]): Bytes[][] {
  const levels = [[...leaves]];
  for (let row = levels[0]!; row.length > 1; row = levels.at(-1)!)
    levels.push(
      Array.from({ length: Math.floor(row.length / 2) }, (_, i) => nodeOf(row[2 * i]!, row[2 * i + 1]!)),
    );
  return levels;
}
const readerOf =
  (levels: Bytes[][]): NodeReader =>
  ({ level, index }) =>
    Promise.resolve(levels[level]?.[index] ?? null);
// Serves tiles as the log does: "tile/0/x001/x234/067.p/17".
const tilesOf =
  (levels: Bytes[][], asked: string[] = []): TileFetcher =>
  (wanted) => {
    asked.push(wanted);
    const parts = /^tile\/(\d+)\/([x\d/]+?)(?:\.p\/(\d+))?$/.exec(wanted)!;
    const first = Number(parts[2]!.replace(/[x/]/g, '')) * 256;
    const row = levels[Number(parts[1]) * 8]?.slice(first, first + Number(parts[3] ?? 256));
    return Promise.resolve(row?.length ? concat(...row) : null);
  };

describe('the hashes of the tree', () => {
  it.each([
    ['system', system],
    ['portable', portable],
  ])('keep leaves and nodes apart (%s)', async (_, crypto) => {
    expect(toHex(await crypto.sha256(new Uint8Array()))).toBe(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    );
    expect(toHex(await leafHash(toUtf8('L123456'), crypto))).toBe(
      '395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56',
    );
    const [left, right] = [toUtf8('N123'), toUtf8('N456')];
    const node = await nodeHash(left, right, crypto);
    expect(toHex(node)).toBe('aa217fe888e47007fa15edab33c2b492a722cb106c64667fc2b044444de66bbb');
    expect(equal(node, await leafHash(concat(left, right), crypto))).toBe(false);
    expect(equal(node, await nodeHash(right, left, crypto))).toBe(false);
  });
});

const BIG = levelsOf(eventLeaves(70_000));
const trees = [
  { name: 'reference', levels: levelsOf(REFERENCE_LEAVES.map((leaf) => leafOf(hash(leaf)))), ...REFERENCE },
  { name: 'event', levels: BIG, ...EVENTS },
];

describe.each(trees)('the published $name tree', ({ levels, roots, inclusion, consistency }) => {
  const root = (size: number) => hash(roots[size]!);

  it('has the published roots', async () => {
    for (const [size, expected] of Object.entries(roots))
      expect(toHex((await rangeRoot(0, Number(size), readerOf(levels), quick))!), size).toBe(expected);
  });

  it('proves what it proves', async () => {
    expect(inclusion.length + consistency.length).toBeGreaterThan(3);
    for (const { index, size, leaf, path: proof } of inclusion)
      expect(
        await verifyInclusion(index, size, hash(leaf), proof.map(hash), root(size), system),
        `${index} in ${size}`,
      ).toBe(true);
    for (const { older, newer, path: proof } of consistency) {
      const good = proof.map(hash);
      expect((await proveConsistency(older, newer, readerOf(levels), quick))!.map(toHex)).toEqual(proof);
      expect(
        await verifyConsistency(older, newer, root(older), root(newer), good, system),
        `${older} to ${newer}`,
      ).toBe(true);
    }
  });
});

describe('every tree of up to 40 leaves', () => {
  it('equals the definition, and every proof holds', async () => {
    const leaves = eventLeaves(40);
    const roots = leaves.map((_, i) => treeRoot(leaves.slice(0, i + 1)));
    for (let size = 1; size <= leaves.length; ++size) {
      const part = leaves.slice(0, size);
      const read = readerOf(levelsOf(part));
      const root = roots[size - 1]!;
      expect(equal((await rangeRoot(0, size, read, quick))!, root)).toBe(true);
      for (let index = 0; index < size; ++index)
        expect(
          await verifyInclusion(index, size, part[index]!, path(index, part), root, quick),
          `${index} in ${size}`,
        ).toBe(true);
      for (let older = 1; older <= size; ++older) {
        const proof = (await proveConsistency(older, size, read, quick))!;
        const olderRoot = roots[older - 1]!;
        expect(
          await verifyConsistency(older, size, olderRoot, root, proof, quick),
          `${older} to ${size}`,
        ).toBe(true);
      }
    }
  });

  it('says when a node cannot be read', async () => {
    expect(await proveConsistency(3, 7, () => Promise.resolve(null), quick)).toBeNull();
    expect(await proveConsistency(4, 4, () => Promise.resolve(null), quick)).toEqual([]);
  });
});

const flipped = (bytes: Bytes) => bytes.map((byte, i) => (i === 7 ? byte ^ 1 : byte));
const random = leafOf(toUtf8('somebody else'));

describe('a wrong proof', () => {
  const leaves = eventLeaves(40);

  it('of inclusion is refused', async () => {
    for (let size = 2; size <= leaves.length; size += 3) {
      const part = leaves.slice(0, size);
      const root = treeRoot(part);
      for (let index = 0; index < size; ++index) {
        const leaf = part[index]!;
        const good = path(index, part);
        const wrong: [string, number, number, Bytes, Bytes[], Bytes][] = [
          ['index + 1', index + 1, size, leaf, good, root],
          ['index - 1', index - 1, size, leaf, good, root],
          ['index xor 2', index ^ 2, size, leaf, good, root],
          ['index + 2^63', index + 2 ** 63, size, leaf, good, root],
          ['size doubled', index, size * 2, leaf, good, root],
          ['size halved', index, Math.floor(size / 2), leaf, good, root],
          ['size 0', index, 0, leaf, good, root],
          ['leaf flipped', index, size, flipped(leaf), good, root],
          ['root flipped', index, size, leaf, good, flipped(root)],
          ['root is the leaf', index, size, leaf, good, leaf],
          ['root of nothing', index, size, leaf, good, treeRoot([])],
          ['short leaf', index, size, leaf.slice(1), good, root],
          ['long root', index, size, leaf, good, concat(root, Uint8Array.of(0))],
          ['first dropped', index, size, leaf, good.slice(1), root],
          ['last dropped', index, size, leaf, good.slice(0, -1), root],
          ...[random, root, new Uint8Array()].flatMap(
            (extra): [string, number, number, Bytes, Bytes[], Bytes][] => [
              ['one more first', index, size, leaf, [extra, ...good], root],
              ['one more last', index, size, leaf, [...good, extra], root],
            ],
          ),
          ...good.map((_, at): [string, number, number, Bytes, Bytes[], Bytes] => [
            `hash ${at} flipped`,
            index,
            size,
            leaf,
            good.map((each, i) => (i === at ? flipped(each) : each)),
            root,
          ]),
        ];
        if (good.length > 1) wrong.push(['reversed', index, size, leaf, good.toReversed(), root]);
        for (const [what, ...proof] of wrong)
          expect(await verifyInclusion(...proof, quick), `${what}: ${index} in ${size}`).toBe(false);
      }
    }
  });

  it('of consistency is refused', async () => {
    for (const [older, newer] of [
      [1, 8],
      [3, 7],
      [4, 8],
      [6, 8],
      [7, 7],
      [8, 40],
      [13, 39],
      [32, 33],
    ] as const) {
      const olderRoot = treeRoot(leaves.slice(0, older));
      const newerRoot = treeRoot(leaves.slice(0, newer));
      const good = (await proveConsistency(older, newer, readerOf(levelsOf(leaves.slice(0, newer))), quick))!;
      const wrong: [string, number, number, Bytes, Bytes, Bytes[]][] = [
        ['older root', older, newer, flipped(olderRoot), newerRoot, good],
        ['newer root', older, newer, olderRoot, flipped(newerRoot), good],
        ['one more', older, newer, olderRoot, newerRoot, [...good, random]],
        ['one more first', older, newer, olderRoot, newerRoot, [random, ...good]],
        ['from nothing', 0, newer, olderRoot, newerRoot, good],
        ['short hash', older, newer, olderRoot, newerRoot, [...good, new Uint8Array(31)]],
        ...good.flatMap((_, at): [string, number, number, Bytes, Bytes, Bytes[]][] => [
          [`${at} dropped`, older, newer, olderRoot, newerRoot, good.filter((_, i) => i !== at)],
          [
            `${at} flipped`,
            older,
            newer,
            olderRoot,
            newerRoot,
            good.map((each, i) => (i === at ? flipped(each) : each)),
          ],
        ]),
      ];
      if (older !== newer)
        wrong.push(
          ['swapped', newer, older, newerRoot, olderRoot, good],
          ['nothing shown', older, newer, olderRoot, newerRoot, []],
        );
      for (const [what, ...proof] of wrong)
        expect(await verifyConsistency(...proof, quick), `${what}: ${older} to ${newer}`).toBe(false);
    }
  });
});

describe('tiles', () => {
  it('are named as the specification names them', () => {
    expect(pathOf({ level: 0, index: 1_234_067, width: 256 })).toBe('tile/0/x001/x234/067');
    expect(pathOf({ level: 'entries', index: 5, width: 17 })).toBe('tile/entries/005.p/17');
    expect(pathOf({ level: 1, index: 1000, width: 256 })).toBe('tile/1/x001/000');
    expect(bundleOf(999, 1000)).toEqual({ path: 'tile/entries/003.p/232', position: 231 });
  });

  it('have the published bytes and give back the nodes', async () => {
    for (const { path: wanted, bytes, sha256: digest } of EVENT_TILES) {
      const body = (await tilesOf(BIG)(wanted))!;
      expect(body.length, wanted).toBe(bytes);
      expect(toHex(sha256(body)), wanted).toBe(digest);
    }
    const read = tileReader(70_000, tilesOf(BIG), quick);
    for (const [level, index] of [
      [0, 69_999],
      [5, 2186],
      [8, 272],
      [12, 16],
      [16, 0],
    ] as const)
      expect(toHex((await read({ level, index }))!)).toBe(toHex(BIG[level]![index]!));
    expect(tileOf({ level: 16, index: 0 }, 70_000)).toEqual({ level: 2, index: 0, width: 1 });
  });

  // The proof a page makes of tiles against the one made of the whole tree.
  it('give consistency proofs that hold, each tile fetched once', async () => {
    for (const [older, newer] of [
      [1, 2],
      [255, 257],
      [256, 1000],
      [1000, 65_537],
      [17, 70_000],
      [65_536, 70_000],
    ] as const) {
      const asked: string[] = [];
      const proof = (await proveConsistency(
        older,
        newer,
        tileReader(newer, tilesOf(BIG, asked), quick),
        quick,
      ))!;
      expect(proof.map(toHex)).toEqual(
        (await proveConsistency(older, newer, readerOf(BIG), quick))!.map(toHex),
      );
      const root = async (size: number) => (await rangeRoot(0, size, readerOf(BIG), quick))!;
      expect(await verifyConsistency(older, newer, await root(older), await root(newer), proof, quick)).toBe(
        true,
      );
      expect(new Set(asked).size, asked.join(' ')).toBe(asked.length);
      expect(asked.length).toBeLessThan(8);
    }
    expect(consistencyRanges(3, 7)).toEqual([
      [2, 3],
      [3, 4],
      [0, 2],
      [4, 7],
    ]);
    expect(decompose(0, 7)).toEqual([
      { level: 2, index: 0 },
      { level: 1, index: 2 },
      { level: 0, index: 6 },
    ]);
  });

  it('of another width, or missing, give nothing', async () => {
    const cut: TileFetcher = async (wanted) => (await tilesOf(BIG)(wanted))?.slice(32) ?? null;
    expect(await tileReader(1000, cut, quick)({ level: 0, index: 0 })).toBeNull();
    expect(await tileReader(1000, () => Promise.resolve(null), quick)({ level: 0, index: 0 })).toBeNull();
  });

  it('of entries are read by their lengths', () => {
    const bundle = concat(
      ...Array.from({ length: 256 }, (_, i) => {
        const entry = toUtf8(`event-${i}`);
        return concat(Uint8Array.of(0, entry.length), entry);
      }),
    );
    expect(bundle.length).toBe(2706);
    expect(toHex(sha256(bundle))).toBe('e3a4f33c66d70a86d0929772e161c4c43f0f6cd9a7dbc6f33eb7fee638d1d433');
    expect(parseBundle(bundle)!.at(-1)).toEqual(toUtf8('event-255'));
    expect(parseBundle(bundle.slice(0, -1))).toBeNull();
    expect(parseBundle(concat(bundle, Uint8Array.of(0, 0)))).toBeNull();
  });
});
