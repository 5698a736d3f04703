// A log small enough to sit in a test: signs, serves tiles and receipts as the program does.
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { concat, fromHex, toBase64, toHex, toUtf8, type Bytes } from './bytes';
import type { About } from './log';

const sha256 = (...parts: Bytes[]): Bytes =>
  Uint8Array.from(
    createHash('sha256')
      .update(concat(...parts))
      .digest(),
  );
const splitOf = (n: number) => 2 ** Math.ceil(Math.log2(n) - 1);

function rootOf(leaves: readonly Bytes[]): Bytes {
  if (leaves.length === 1) return leaves[0]!;
  const split = splitOf(leaves.length);
  return sha256(Uint8Array.of(1), rootOf(leaves.slice(0, split)), rootOf(leaves.slice(split)));
}

function pathOf(index: number, leaves: readonly Bytes[]): Bytes[] {
  if (leaves.length === 1) return [];
  const split = splitOf(leaves.length);
  return index < split
    ? [...pathOf(index, leaves.slice(0, split)), rootOf(leaves.slice(split))]
    : [...pathOf(index - split, leaves.slice(split)), rootOf(leaves.slice(0, split))];
}

export class SmallLog {
  readonly entries: Bytes[] = [];
  readonly #pair = generateKeyPairSync('ed25519');
  readonly #id: Bytes;
  readonly key: string;

  constructor(
    readonly origin: string,
    readonly city = 'town',
  ) {
    const spki = this.#pair.publicKey.export({ type: 'spki', format: 'der' });
    const key = Uint8Array.from([1, ...spki.subarray(-32)]);
    this.#id = sha256(toUtf8(`${origin}\n`), key).slice(0, 4);
    this.key = `${origin}+${toHex(this.#id)}+${toBase64(key)}`;
  }

  record(type: string): string {
    const entry = {
      recorded_at: '2026-11-22T11:58:00.000Z',
      type: `${type}/1`,
      version: this.entries.length,
    };
    this.entries.push(toUtf8(JSON.stringify(entry)));
    return toHex(this.leaves().at(-1)!);
  }

  leaves(): Bytes[] {
    return this.entries.map((entry) => sha256(Uint8Array.of(0), entry));
  }

  checkpoint(): string {
    const leaves = this.leaves();
    const text = `${this.origin}\n${leaves.length}\n${toBase64(rootOf(leaves))}\n`;
    const signature = Uint8Array.from(sign(null, toUtf8(text), this.#pair.privateKey));
    return `${text}\n— ${this.origin} ${toBase64(concat(this.#id, signature))}\n`;
  }

  receipt(leaf: string): string | null {
    const leaves = this.leaves();
    const index = leaves.findIndex((each) => toHex(each) === leaf);
    if (index < 0) return null;
    const path = pathOf(index, leaves).map((hash) => `${toBase64(hash)}\n`);
    return `c2sp.org/tlog-proof@v1\nindex ${index}\n${path.join('')}\n${this.checkpoint()}`;
  }

  about(earlier: SmallLog[] = []): About {
    const epoch = (log: SmallLog) => ({
      origin: log.origin,
      verifier_key: log.key,
      began: '2026-01-01T00:00:00.000Z',
      size: log.entries.length,
      signed_at: '2026-11-22T12:00:00.000Z',
    });
    return {
      ...epoch(this),
      ...(earlier.length ? { reason: 'the disk broke' } : {}),
      city: this.city,
      witnesses: [],
      earlier: earlier.map(epoch),
    };
  }

  // Answers as the program would; `broken` takes out or changes what stands under a path.
  fetcher(broken: (path: string, body: Bytes) => Bytes | null = (_, body) => body): typeof fetch {
    return (input) => {
      const path = String(input).replace(`/log/${this.city}/`, '');
      const body = this.#body(path);
      const served = body && broken(path, body);
      return Promise.resolve(new Response(served ?? null, { status: served ? 200 : 404 }));
    };
  }

  #body(path: string): Bytes | null {
    if (path === '/api/v1/log') return toUtf8(JSON.stringify(this.about()));
    if (path === 'checkpoint') return toUtf8(this.checkpoint());
    if (path.startsWith('/api/v1/log/proof?leaf=')) {
      const receipt = this.receipt(path.slice(-64));
      return receipt === null ? null : toUtf8(receipt);
    }
    // One tile of each kind is enough for fewer than 256 entries.
    const width = Number(/^tile\/(?:0|entries)\/000\.p\/(\d+)$/.exec(path)?.[1]);
    if (!width || width > this.entries.length) return null;
    if (path.startsWith('tile/0/')) return concat(...this.leaves().slice(0, width));
    const lengths = (entry: Bytes) => fromHex(entry.length.toString(16).padStart(4, '0'))!;
    return concat(...this.entries.slice(0, width).flatMap((entry) => [lengths(entry), entry]));
  }
}
