// The Merkle tree of RFC 6962: what a leaf and a node hash to, and the two proofs. Sizes and indexes are whole numbers
// up to 2^53 − 1, worked on by division: the bit operators would cut them to 32 bits.
import { concat, equal, type Bytes } from './bytes';
import type { Crypto } from './crypto';

// The root over the leaves [index·2^level, (index + 1)·2^level).
export interface TreeNode {
  level: number;
  index: number;
}
// Nothing when the node cannot be read.
export type NodeReader = (node: TreeNode) => Promise<Bytes | null>;

const half = (number: number) => Math.floor(number / 2);
const isOdd = (number: number) => number % 2 === 1;

export function leafHash(data: Bytes, crypto: Crypto): Promise<Bytes> {
  return crypto.sha256(concat(Uint8Array.of(0), data));
}

export function nodeHash(left: Bytes, right: Bytes, crypto: Crypto): Promise<Bytes> {
  return crypto.sha256(concat(Uint8Array.of(1), left, right));
}

// Perfect subtrees over the leaves [begin, end), left to right, the largest there are.
export function decompose(begin: number, end: number): TreeNode[] {
  const nodes: TreeNode[] = [];
  while (begin < end) {
    let level = 0;
    let width = 1;
    while (begin % (width * 2) === 0 && begin + width * 2 <= end) {
      width *= 2;
      ++level;
    }
    nodes.push({ level, index: begin / width });
    begin += width;
  }
  return nodes;
}

export async function rangeRoot(
  begin: number,
  end: number,
  read: NodeReader,
  crypto: Crypto,
): Promise<Bytes | null> {
  let root: Bytes | null = null;
  for (const node of decompose(begin, end).reverse()) {
    const left = await read(node);
    if (!left) return null;
    root = root ? await nodeHash(left, root, crypto) : left;
  }
  return root;
}

// The largest power of two below n, for n > 1.
function splitOf(n: number): number {
  let power = 1;
  while (power * 2 < n) power *= 2;
  return power;
}

// The leaf ranges whose roots make up a consistency proof (RFC 9162, 2.1.4.1: SUBPROOF).
export function consistencyRanges(older: number, newer: number): [number, number][] {
  const ranges: [number, number][] = [];
  const visit = (begin: number, end: number, isWhole: boolean): void => {
    if (older === end) {
      if (!isWhole) ranges.push([begin, end]);
      return;
    }
    const middle = begin + splitOf(end - begin);
    if (older <= middle) {
      visit(begin, middle, isWhole);
      ranges.push([middle, end]);
    } else {
      visit(middle, end, false);
      ranges.push([begin, middle]);
    }
  };
  if (older > 0 && older <= newer) visit(0, newer, true);
  return ranges;
}

export async function proveConsistency(
  older: number,
  newer: number,
  read: NodeReader,
  crypto: Crypto,
): Promise<Bytes[] | null> {
  const proof: Bytes[] = [];
  for (const [begin, end] of consistencyRanges(older, newer)) {
    const root = await rangeRoot(begin, end, read, crypto);
    if (!root) return null;
    proof.push(root);
  }
  return proof;
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

// RFC 9162, 2.1.3.2. The size must come from a signed checkpoint: a path alone does not bind it.
export async function verifyInclusion(
  index: number,
  size: number,
  leaf: Bytes,
  proof: readonly Bytes[],
  root: Bytes,
  crypto: Crypto,
): Promise<boolean> {
  if (!isCount(index) || !isCount(size) || index >= size) return false;
  if ([leaf, root, ...proof].some((hash) => hash.length !== 32)) return false;
  let first = index;
  let second = size - 1;
  let computed = leaf;
  for (const sibling of proof) {
    if (second === 0) return false;
    if (isOdd(first) || first === second) {
      computed = await nodeHash(sibling, computed, crypto);
      while (!isOdd(first) && first !== 0) {
        first = half(first);
        second = half(second);
      }
    } else {
      computed = await nodeHash(computed, sibling, crypto);
    }
    first = half(first);
    second = half(second);
  }
  return second === 0 && equal(computed, root);
}

// RFC 9162, 2.1.4.2. Refused from size 0, which proves nothing.
export async function verifyConsistency(
  older: number,
  newer: number,
  olderRoot: Bytes,
  newerRoot: Bytes,
  proof: readonly Bytes[],
  crypto: Crypto,
): Promise<boolean> {
  if (!isCount(older) || !isCount(newer) || older === 0 || older > newer) return false;
  if ([olderRoot, newerRoot, ...proof].some((hash) => hash.length !== 32)) return false;
  if (older === newer) return proof.length === 0 && equal(olderRoot, newerRoot);
  let first = older - 1;
  let second = newer - 1;
  while (isOdd(first)) {
    first = half(first);
    second = half(second);
  }
  // A perfect older tree is itself where the path begins.
  const [start, ...path] = first === 0 ? [olderRoot, ...proof] : proof;
  if (!start || proof.length === 0) return false;
  let olderComputed = start;
  let newerComputed = start;
  for (const sibling of path) {
    if (second === 0) return false;
    if (isOdd(first) || first === second) {
      olderComputed = await nodeHash(sibling, olderComputed, crypto);
      newerComputed = await nodeHash(sibling, newerComputed, crypto);
      while (!isOdd(first) && first !== 0) {
        first = half(first);
        second = half(second);
      }
    } else {
      newerComputed = await nodeHash(newerComputed, sibling, crypto);
    }
    first = half(first);
    second = half(second);
  }
  return second === 0 && equal(olderComputed, olderRoot) && equal(newerComputed, newerRoot);
}
