// From what somebody holds in the hand to a verdict, and from an old receipt to the log of today.
import { equal, fromHex, fromUtf8, toHex, toUtf8, type Bytes } from './bytes';
import type { Crypto } from './crypto';
import type { LogClient, LogFault } from './log';
import { parseNote, type Signer, type VerifierKey } from './note';
import {
  checkCheckpoint,
  checkReceipt,
  parseReceipt,
  receiptBytes,
  type Checkpoint,
  type Receipt,
  type ReceiptFault,
} from './receipt';
import { bundleOf, parseBundle, tileReader } from './tiles';
import { leafHash, proveConsistency, verifyConsistency } from './tree';

// What was scanned, pasted or typed: a whole receipt, or a leaf's hash alone or at the end of a slip's address.
export type Given = { kind: 'receipt'; bytes: Bytes } | { kind: 'leaf'; leaf: string } | { kind: 'neither' };

export function readGiven(text: string): Given {
  const trimmed = text.trim();
  const leaf = /^(?:https?:\/\/\S+#)?([0-9a-f]{64})$/i.exec(trimmed)?.[1];
  if (leaf) return { kind: 'leaf', leaf: leaf.toLowerCase() };
  if (!trimmed.startsWith('c2sp.org/tlog-proof@')) return { kind: 'neither' };
  // Copying loses the last line's end and may bring in other line ends.
  return { kind: 'receipt', bytes: toUtf8(`${trimmed.replaceAll('\r\n', '\n')}\n`) };
}

// What the entry itself says; the words are covered by the receipt, whoever hands them over.
export interface Entry {
  type: string; // "vote.BallotCast"
  recorded_at: string;
}

export type Fault = ReceiptFault | 'not_a_receipt' | 'leaf_missing' | 'leaf_wrong' | 'other_log' | 'no_key';

export interface Valid {
  ok: true;
  receipt: Receipt;
  leaf: Bytes;
  checkpoint: Checkpoint;
  signers: Signer[];
  entry: Entry | null;
}
export type Verdict = Valid | { ok: false; fault: Fault };

function readEntry(data: Bytes): Entry | null {
  try {
    const { type, recorded_at } = JSON.parse(fromUtf8(data) ?? '') as Record<string, unknown>;
    return typeof type === 'string' &&
      typeof recorded_at === 'string' &&
      !Number.isNaN(Date.parse(recorded_at))
      ? { type: type.replace(/\/\d+$/, ''), recorded_at }
      : null;
  } catch {
    return null;
  }
}

// A leaf given by hand goes before the one the file carries.
export async function judge(
  bytes: Bytes,
  givenLeaf: string,
  known: readonly VerifierKey[],
  crypto: Crypto,
): Promise<Verdict> {
  const receipt = parseReceipt(bytes);
  if (!receipt) return { ok: false, fault: 'not_a_receipt' };
  const typed = givenLeaf.trim();
  const carried = receipt.extra ? await leafHash(receipt.extra, crypto) : null;
  const leaf = typed ? fromHex(typed) : carried;
  if (typed && leaf?.length !== 32) return { ok: false, fault: 'leaf_wrong' };
  if (!leaf) return { ok: false, fault: 'leaf_missing' };
  if (!known.length) return { ok: false, fault: 'no_key' };
  const checked = await checkReceipt(receipt, leaf, known, crypto);
  if (checked.ok) {
    const entry = receipt.extra && carried && equal(carried, leaf) ? readEntry(receipt.extra) : null;
    return { ok: true, receipt, leaf, checkpoint: checked.checkpoint, signers: checked.signers, entry };
  }
  const origin = parseNote(receipt.note)?.text.split('\n', 1)[0];
  const isOurs = origin === undefined || known.some((key) => key.name === origin);
  return { ok: false, fault: checked.fault === 'not_signed' && !isOurs ? 'other_log' : checked.fault };
}

// The leaf of an entry, by its number: the log holds a city's entries in their order, without gaps.
export async function leafOfEntry(
  entry: number,
  city: string,
  known: readonly VerifierKey[],
  log: LogClient,
  crypto: Crypto,
): Promise<{ ok: true; leaf: string } | { ok: false; fault: Fault | LogFault }> {
  if (!known.length) return { ok: false, fault: 'no_key' };
  const told = await log.checkpoint(city);
  // Before its first signature the log has no checkpoint at all.
  if (!told.ok) return { ok: false, fault: told.fault === 'unknown_leaf' ? 'pending' : told.fault };
  const today = await checkCheckpoint(told.value, known, crypto);
  if (!today.ok) return today;
  const { size } = today.checkpoint;
  if (entry > size) return { ok: false, fault: 'pending' };
  const leaf = await tileReader(size, log.tiles(city), crypto)({ level: 0, index: entry - 1 });
  return leaf ? { ok: true, leaf: toHex(leaf) } : { ok: false, fault: 'no_answer' };
}

// The receipt of a leaf, with the entry's own data put in so that the file can be checked without the log.
export async function fetchReceipt(
  leaf: string,
  city: string,
  known: readonly VerifierKey[],
  log: LogClient,
  crypto: Crypto,
): Promise<Verdict | { ok: false; fault: LogFault }> {
  const told = await log.receipt(leaf);
  if (!told.ok) return told;
  const verdict = await judge(told.value, leaf, known, crypto);
  if (!verdict.ok) return verdict;
  const { index } = verdict.receipt;
  const { path, position } = bundleOf(index, verdict.checkpoint.size);
  const bundle = await log.tiles(city)(path);
  const data = bundle && parseBundle(bundle)?.[position];
  if (!data || !equal(await leafHash(data, crypto), verdict.leaf)) return verdict;
  return { ...verdict, receipt: { ...verdict.receipt, extra: data }, entry: readEntry(data) };
}

export function fileOf(verdict: Valid): { bytes: Bytes; name: string } {
  return {
    bytes: receiptBytes(verdict.receipt),
    name: `jiati-${verdict.receipt.index + 1}-${toHex(verdict.leaf).slice(0, 8)}.receipt.txt`,
  };
}

export type Today =
  | { state: 'holds'; size: number } // today's record begins with all that the receipt covers
  | { state: 'carried' } // the log began again, and the entry is in the new one
  | { state: 'not_carried' } // it began again without this entry
  | { state: 'shrunk'; size: number } // shorter than it was: it must never be
  | { state: 'forked' } // not the record it was
  | { state: 'not_signed' }
  | { state: 'no_answer' };

// Today's checkpoint against the receipt's, by a consistency proof this browser makes of the log's tiles.
export async function compareWithToday(
  verdict: Valid,
  city: string,
  known: readonly VerifierKey[],
  log: LogClient,
  crypto: Crypto,
): Promise<Today> {
  const told = await log.checkpoint(city);
  if (!told.ok) return { state: 'no_answer' };
  const today = await checkCheckpoint(told.value, known, crypto);
  if (!today.ok) return { state: 'not_signed' };
  const older = verdict.checkpoint;
  const newer = today.checkpoint;
  if (older.origin !== newer.origin) {
    const again = await fetchReceipt(toHex(verdict.leaf), city, known, log, crypto);
    if (again.ok) return { state: 'carried' };
    return { state: again.fault === 'unknown_leaf' ? 'not_carried' : 'no_answer' };
  }
  if (newer.size < older.size) return { state: 'shrunk', size: newer.size };
  const read = tileReader(newer.size, log.tiles(city), crypto);
  const proof = await proveConsistency(older.size, newer.size, read, crypto);
  if (!proof) return { state: 'no_answer' };
  const holds = await verifyConsistency(older.size, newer.size, older.root, newer.root, proof, crypto);
  return holds ? { state: 'holds', size: newer.size } : { state: 'forked' };
}
