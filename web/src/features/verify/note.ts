// Signed notes (C2SP signed-note): lines of text, an empty line, and one signature a line. As strict as src/merkle.
import {
  concat,
  equal,
  fromBase64,
  fromBigEndian,
  fromUtf8,
  toBase64,
  toHex,
  toUtf8,
  type Bytes,
} from './bytes';
import type { Crypto } from './crypto';

export const ED25519 = 1;
// A witness's signature over a checkpoint and the time it saw it (C2SP tlog-cosignature v1).
export const COSIGNATURE = 4;
const NOTE_BYTES_MAX = 1_000_000;
const SIGNATURES_MAX = 100;
const DASH = '— ';

export interface VerifierKey {
  name: string;
  id: string; // eight hexadecimal digits
  algorithm: number;
  publicKey: Bytes;
}

export interface NoteSignature {
  name: string;
  id: string;
  bytes: Bytes; // after the key id; never empty
}

export interface Note {
  text: string; // ends with a newline
  signatures: NoteSignature[];
}

// No blanks of any alphabet, no control characters and no '+', not empty.
function isKeyName(name: string): boolean {
  // eslint-disable-next-line no-control-regex
  return name !== '' && !/[\s+\u0000-\u0020\u007f]/u.test(name);
}

// SHA-256(name ‖ LF ‖ algorithm ‖ public key), of which the first four bytes name the key.
async function keyId(name: string, algorithm: number, publicKey: Bytes, crypto: Crypto): Promise<string> {
  const digest = await crypto.sha256(concat(toUtf8(`${name}\n`), Uint8Array.of(algorithm), publicKey));
  return toHex(digest.slice(0, 4));
}

// "<name>+<id>+<base64 of algorithm and key>"; nothing when it is no key of a known kind or its id is not the key's.
export async function parseKey(text: string, crypto: Crypto): Promise<VerifierKey | null> {
  const first = text.indexOf('+');
  const second = text.indexOf('+', first + 1);
  if (first < 0 || second < 0) return null;
  const name = text.slice(0, first);
  const bytes = fromBase64(text.slice(second + 1));
  if (!isKeyName(name) || bytes?.length !== 33) return null;
  const algorithm = bytes[0]!;
  if (algorithm !== ED25519 && algorithm !== COSIGNATURE) return null;
  const publicKey = bytes.slice(1);
  const id = await keyId(name, algorithm, publicKey, crypto);
  return text.slice(first + 1, second) === id ? { name, id, algorithm, publicKey } : null;
}

export function keyText(key: VerifierKey): string {
  return `${key.name}+${key.id}+${toBase64(concat(Uint8Array.of(key.algorithm), key.publicKey))}`;
}

function parseSignature(line: string): NoteSignature | null {
  if (!line.startsWith(DASH)) return null;
  const [name = '', encoded = '', ...more] = line.slice(DASH.length).split(' ');
  const bytes = fromBase64(encoded);
  if (more.length || !isKeyName(name) || !bytes || bytes.length <= 4) return null;
  return { name, id: toHex(bytes.slice(0, 4)), bytes: bytes.slice(4) };
}

// The signatures are what follows the last empty line; there must be at least one.
export function parseNote(bytes: Bytes): Note | null {
  const all = bytes.length <= NOTE_BYTES_MAX ? fromUtf8(bytes) : null;
  // eslint-disable-next-line no-control-regex
  if (all === null || !all.endsWith('\n') || /[\u0000-\u0009\u000b-\u001f]/.test(all)) return null;
  const border = all.lastIndexOf('\n\n');
  if (border < 0) return null;
  const lines = all
    .slice(border + 2)
    .split('\n')
    .slice(0, -1);
  const signatures = lines.map(parseSignature).filter((signature) => signature !== null);
  if (!lines.length || lines.length > SIGNATURES_MAX || signatures.length !== lines.length) return null;
  return { text: all.slice(0, border + 1), signatures };
}

// The time in a cosignature's first eight bytes, in seconds since 1970.
export function cosignedAt(signature: NoteSignature): bigint | null {
  return signature.bytes.length < 8 ? null : fromBigEndian(signature.bytes.slice(0, 8));
}

function isSigned(
  note: Note,
  signature: NoteSignature,
  key: VerifierKey,
  crypto: Crypto,
): Promise<boolean> | boolean {
  if (key.algorithm === ED25519)
    return crypto.verifyEd25519(key.publicKey, toUtf8(note.text), signature.bytes);
  const message = `cosignature/v1\ntime ${cosignedAt(signature) ?? 0n}\n${note.text}`;
  return crypto.verifyEd25519(key.publicKey, toUtf8(message), signature.bytes.slice(8));
}

export interface Signer {
  key: VerifierKey;
  at: bigint | null; // of a cosignature
}

// The known keys whose signatures stand on the note and hold. None when a known key has signed wrongly: such a note is
// refused as a whole. Unknown keys are ignored.
export async function verifiedBy(
  note: Note,
  known: readonly VerifierKey[],
  crypto: Crypto,
): Promise<Signer[]> {
  const signers: Signer[] = [];
  for (const signature of note.signatures) {
    const key = known.find((each) => each.name === signature.name && each.id === signature.id);
    if (!key) continue;
    if (!(await isSigned(note, signature, key, crypto))) return [];
    if (signers.some((signer) => equal(signer.key.publicKey, key.publicKey) && signer.key.name === key.name))
      continue;
    signers.push({ key, at: key.algorithm === COSIGNATURE ? cosignedAt(signature) : null });
  }
  return signers;
}
