// The tree cut into tiles (C2SP tlog-tiles): a hash tile holds 256 nodes of one level side by side, an entry bundle 256
// leaves. Nothing read from a tile is believed until a proof made of it leads to a signed root.
import type { Bytes } from './bytes';
import type { Crypto } from './crypto';
import { nodeHash, type NodeReader, type TreeNode } from './tree';

const TILE_HEIGHT = 8;
const TILE_WIDTH = 256;
const HASH_SIZE = 32;

export interface Tile {
  level: number | 'entries';
  index: number;
  width: number;
}
// The bytes under a path such as "tile/0/x001/x234/067"; nothing when they cannot be read.
export type TileFetcher = (path: string) => Promise<Bytes | null>;

// "tile/0/x001/x234/067", "tile/entries/005.p/17".
export function pathOf(tile: Tile): string {
  const groups: string[] = [];
  let rest = tile.index;
  do {
    groups.unshift(String(rest % 1000).padStart(3, '0'));
    rest = Math.floor(rest / 1000);
  } while (rest > 0);
  const index = groups.map((group, at) => (at < groups.length - 1 ? `x${group}` : group)).join('/');
  return `tile/${tile.level}/${index}${tile.width < TILE_WIDTH ? `.p/${tile.width}` : ''}`;
}

function widthIn(size: number, level: number, index: number): number {
  const nodes = Math.floor(size / TILE_WIDTH ** level);
  const full = Math.floor(nodes / TILE_WIDTH);
  return index < full ? TILE_WIDTH : index === full ? nodes % TILE_WIDTH : 0;
}

// The tile a node within a tree of `size` leaves lies in: one of its own level or of the next stored one below.
export function tileOf(node: TreeNode, size: number): Tile {
  const level = Math.floor(node.level / TILE_HEIGHT);
  const index = Math.floor((node.index * 2 ** (node.level % TILE_HEIGHT)) / TILE_WIDTH);
  return { level, index, width: widthIn(size, level, index) };
}

// Where the data of a leaf stands.
export function bundleOf(index: number, size: number): { path: string; position: number } {
  const at = Math.floor(index / TILE_WIDTH);
  return {
    path: pathOf({ level: 'entries', index: at, width: widthIn(size, 0, at) }),
    position: index % TILE_WIDTH,
  };
}

export async function nodeInTile(node: TreeNode, bytes: Bytes, crypto: Crypto): Promise<Bytes | null> {
  const count = 2 ** (node.level % TILE_HEIGHT);
  const first = (node.index * count) % TILE_WIDTH;
  if (bytes.length % HASH_SIZE !== 0 || (first + count) * HASH_SIZE > bytes.length) return null;
  let row = Array.from({ length: count }, (_, i) =>
    bytes.slice((first + i) * HASH_SIZE, (first + i + 1) * HASH_SIZE),
  );
  while (row.length > 1) {
    const pairs = row.filter((_, i) => i % 2 === 0).map((left, i) => nodeHash(left, row[2 * i + 1]!, crypto));
    row = await Promise.all(pairs);
  }
  return row[0]!;
}

// Reads nodes of a tree of `size` leaves; each tile is fetched once.
export function tileReader(size: number, fetchTile: TileFetcher, crypto: Crypto): NodeReader {
  const fetched = new Map<string, Promise<Bytes | null>>();
  return async (node) => {
    const tile = tileOf(node, size);
    const path = pathOf(tile);
    const pending = fetched.get(path) ?? fetchTile(path);
    fetched.set(path, pending);
    const bytes = await pending;
    return bytes?.length === tile.width * HASH_SIZE ? nodeInTile(node, bytes, crypto) : null;
  };
}

// Each entry stands behind its length in two bytes, big-endian.
export function parseBundle(bytes: Bytes): Bytes[] | null {
  const entries: Bytes[] = [];
  let at = 0;
  while (at < bytes.length) {
    if (at + 2 > bytes.length || entries.length === TILE_WIDTH) return null;
    const end = at + 2 + bytes[at]! * 256 + bytes[at + 1]!;
    if (end > bytes.length) return null;
    entries.push(bytes.slice(at + 2, end));
    at = end;
  }
  return entries;
}
