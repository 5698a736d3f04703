// What the log signs (C2SP tlog-checkpoint), and the receipt a resident keeps (C2SP tlog-proof v1): the path of one
// leaf and the signed checkpoint it leads to.
import { concat, fromBase64, fromUtf8, toBase64, toUtf8, type Bytes } from './bytes';
import type { Crypto } from './crypto';
import { ED25519, parseNote, verifiedBy, type Signer, type VerifierKey } from './note';
import { verifyInclusion } from './tree';

export interface Checkpoint {
  origin: string;
  size: number;
  root: Bytes;
  extensions: string[];
}

export interface Receipt {
  extra: Bytes | null; // bytes beside the proof; this program's files keep the leaf's data there
  index: number;
  proof: Bytes[];
  note: Bytes; // the signed checkpoint, as served
}

const HEADER = 'c2sp.org/tlog-proof@v1';
const PATH_MAX = 64;
const RECEIPT_BYTES_MAX = 1_100_000;

// Digits only, no leading zero.
function parseCount(text: string): number | null {
  if (!/^(0|[1-9][0-9]{0,15})$/.test(text)) return null;
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : null;
}

function parseHash(text: string): Bytes | null {
  const bytes = fromBase64(text);
  return bytes?.length === 32 ? bytes : null;
}

export function parseCheckpoint(text: string): Checkpoint | null {
  const lines = text.split('\n');
  if (lines.pop() !== '') return null;
  const [origin = '', size = '', root = '', ...extensions] = lines;
  const leaves = parseCount(size);
  const hash = parseHash(root);
  if (!origin || leaves === null || !hash || extensions.includes('')) return null;
  return { origin, size: leaves, root: hash, extensions };
}

export function parseReceipt(bytes: Bytes): Receipt | null {
  const text = bytes.length <= RECEIPT_BYTES_MAX ? fromUtf8(bytes) : null;
  const border = text?.indexOf('\n\n') ?? -1;
  if (!text || border < 0) return null;
  const lines = text.slice(0, border).split('\n');
  if (lines.shift() !== HEADER) return null;
  const extra = lines[0]?.startsWith('extra ') ? fromBase64(lines.shift()!.slice(6)) : undefined;
  if (extra === null) return null;
  const second = lines.shift() ?? '';
  const index = second.startsWith('index ') ? parseCount(second.slice(6)) : null;
  const proof = lines.map(parseHash).filter((hash) => hash !== null);
  if (index === null || proof.length !== lines.length || proof.length > PATH_MAX) return null;
  const note = toUtf8(text.slice(border + 2));
  return note.length ? { extra: extra ?? null, index, proof, note } : null;
}

export function receiptBytes(receipt: Receipt): Bytes {
  const head = [
    HEADER,
    ...(receipt.extra ? [`extra ${toBase64(receipt.extra)}`] : []),
    `index ${receipt.index}`,
    ...receipt.proof.map(toBase64),
  ];
  return concat(toUtf8(`${head.join('\n')}\n\n`), receipt.note);
}

export type ReceiptFault =
  | 'not_signed' // by none of the known keys, or wrongly by one of them
  | 'not_a_checkpoint' // signed, but no checkpoint of the key's log
  | 'not_in_the_log'; // the path does not lead from the leaf to the root

export type Signed =
  { ok: true; checkpoint: Checkpoint; signers: Signer[] } | { ok: false; fault: ReceiptFault };

// One known key must be the log's own: named as the checkpoint's origin.
export async function checkCheckpoint(
  bytes: Bytes,
  known: readonly VerifierKey[],
  crypto: Crypto,
): Promise<Signed> {
  const note = parseNote(bytes);
  const signers = note ? await verifiedBy(note, known, crypto) : [];
  if (!note || !signers.length) return { ok: false, fault: 'not_signed' };
  const checkpoint = parseCheckpoint(note.text);
  const isTheLogs = signers.some(({ key }) => key.algorithm === ED25519 && key.name === checkpoint?.origin);
  return checkpoint && isTheLogs
    ? { ok: true, checkpoint, signers }
    : { ok: false, fault: 'not_a_checkpoint' };
}

export async function checkReceipt(
  receipt: Receipt,
  leaf: Bytes,
  known: readonly VerifierKey[],
  crypto: Crypto,
): Promise<Signed> {
  const signed = await checkCheckpoint(receipt.note, known, crypto);
  if (!signed.ok) return signed;
  const { size, root } = signed.checkpoint;
  return (await verifyInclusion(receipt.index, size, leaf, receipt.proof, root, crypto))
    ? signed
    : { ok: false, fault: 'not_in_the_log' };
}
