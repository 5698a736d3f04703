import { createHash, createPublicKey, generateKeyPairSync, sign, verify, type KeyObject } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { concat, fromBase64, fromHex, toBase64, toHex, toUtf8, type Bytes } from './bytes';
import { native, portable, system, type Crypto } from './crypto';
import { keyText, parseKey, parseNote, verifiedBy, type VerifierKey } from './note';
import { checkReceipt, parseCheckpoint, parseReceipt, receiptBytes } from './receipt';
import { leafHash } from './tree';
import { CHECKPOINT, LEAF_17, LOG_KEY, RECEIPT_17, SIGNATURES, WITNESS_KEY } from './vectors.testing';

const key = async (text: string) => (await parseKey(text, system))!;
const log = await key(LOG_KEY);
const witness = await key(WITNESS_KEY);
const leaf = fromHex(LEAF_17)!;

// Without waiting for threads, for the thousand spoilt receipts.
const spki = fromHex('302a300506032b6570032100')!;
const quick: Crypto = {
  sha256: (data) => Promise.resolve(Uint8Array.from(createHash('sha256').update(data).digest())),
  verifyEd25519(publicKey, message, signature) {
    const key = createPublicKey({ key: Buffer.from(concat(spki, publicKey)), format: 'der', type: 'spki' });
    return Promise.resolve(verify(null, message, key, signature));
  },
};

async function signers(note: string, known: VerifierKey[] = [log, witness]): Promise<number> {
  const parsed = parseNote(toUtf8(note));
  return parsed ? (await verifiedBy(parsed, known, system)).length : 0;
}
async function verdict(bytes: Bytes, known = [log, witness], of = leaf): Promise<string> {
  const receipt = parseReceipt(bytes);
  if (!receipt) return 'not_a_receipt';
  const checked = await checkReceipt(receipt, of, known, quick);
  return checked.ok ? 'valid' : checked.fault;
}

describe.each([
  ['system', system],
  ['native', native(globalThis.crypto.subtle)],
  ['portable', portable],
])('Ed25519 (%s)', (_, crypto) => {
  it('takes the good signature and refuses its malleable twin and any other length', async () => {
    for (const { publicKey, message, signature, twin } of SIGNATURES) {
      const check = (bytes: Bytes) => crypto.verifyEd25519(fromHex(publicKey)!, fromHex(message)!, bytes);
      const good = fromHex(signature)!;
      expect(await check(good)).toBe(true);
      expect(await check(fromHex(twin)!)).toBe(false);
      expect(await check(good.slice(1))).toBe(false);
      expect(await check(concat(good, Uint8Array.of(0)))).toBe(false);
      expect(await check(new Uint8Array(64))).toBe(false);
      expect(await crypto.verifyEd25519(fromHex(publicKey)!.slice(1), fromHex(message)!, good)).toBe(false);
      expect(await crypto.verifyEd25519(new Uint8Array(32).fill(255), fromHex(message)!, good)).toBe(false);
    }
  });
});

describe('bytes', () => {
  it('have one spelling in base64', () => {
    expect(toHex(fromBase64('AQID')!)).toBe('010203');
    for (const bad of ['AQI', 'AQ=', 'AQ', 'AR==', 'AQIDB===', 'AQ ID', 'AQ\nID', 'A-_D', '=', 'AQ==AQ=='])
      expect(fromBase64(bad), bad).toBeNull();
    expect(fromHex('0g')).toBeNull();
    expect(fromHex('012')).toBeNull();
  });
});

describe('a verifier key', () => {
  it('has the stated id', async () => {
    expect([log.id, witness.id]).toEqual(['228021f7', '09dcf0bd']);
    expect(keyText(log)).toBe(LOG_KEY);
    expect((await key('example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k')).name).toBe(
      'example.com/foo',
    );
  });

  it('is refused when anything about it is changed', async () => {
    for (const bad of [
      '',
      'civic.example/log',
      LOG_KEY.replace('228021f7', '228021f6'),
      LOG_KEY.replace('228021f7', '228021F7'),
      LOG_KEY.replace('civic.example/log', 'civic.example/l0g'),
      LOG_KEY.replace('civic.example/log', 'civic example'),
      LOG_KEY.replace('+AQ', '+Ag'),
      LOG_KEY.slice(0, -1),
      `${LOG_KEY}\n`,
    ])
      expect(await parseKey(bad, system), bad).toBeNull();
  });
});

describe('a signed note', () => {
  it('is signed by the log and the witness', async () => {
    expect(await signers(CHECKPOINT)).toBe(2);
    const found = await verifiedBy(parseNote(toUtf8(CHECKPOINT))!, [log, witness], system);
    expect(found.map((signer) => signer.at)).toEqual([null, 1767225600n]);
  });

  it('is refused when anything is changed', async () => {
    for (const [from, to] of [
      ['1000', '1001'],
      ['1000\n', '1000 \n'],
      ['— civic', '- civic'],
      ['— witness', '—\twitness'],
      ['1000\n', '1000\r\n'],
      ['log\n', 'log\u0000\n'],
    ] as const)
      expect(await signers(CHECKPOINT.replace(from, to)), to).toBe(0);
    expect(await signers(CHECKPOINT.slice(0, -1))).toBe(0);
    expect(await signers(`${CHECKPOINT}\n`)).toBe(0);
    expect(await signers(CHECKPOINT, [])).toBe(0);
    expect(await signers(CHECKPOINT, [{ ...log, id: '228021f6' }])).toBe(0);
    expect(parseNote(Uint8Array.of(...toUtf8(CHECKPOINT), 255, 10))).toBeNull();
  });

  it('stands beside unknown keys, but not beside a wrong signature of a known one', async () => {
    expect(await signers(CHECKPOINT, [log])).toBe(1);
    const spoilt = CHECKPOINT.replace('IoAh90MZg9an', 'IoAh90MZg9ao');
    expect(await signers(spoilt)).toBe(0);
    expect(await signers(spoilt, [log])).toBe(0);
    expect(await signers(spoilt, [witness])).toBe(1);
    const [text = '', lines = ''] = CHECKPOINT.split('\n\n');
    const [first = '', second = ''] = lines.split('\n');
    expect(await signers([text, '', ...Array<string>(15).fill(second), first, ''].join('\n'), [log])).toBe(1);
    expect(await signers([text, '', ...Array<string>(101).fill(first), ''].join('\n'), [log])).toBe(0);
  });
});

describe('a checkpoint', () => {
  const text = CHECKPOINT.slice(0, CHECKPOINT.indexOf('\n\n') + 1);

  it('is read', () => {
    expect(parseCheckpoint(text)).toMatchObject({ origin: 'civic.example/log', size: 1000, extensions: [] });
    expect(parseCheckpoint(`${text}more\n`)).toMatchObject({ extensions: ['more'] });
  });

  it('has one spelling only', () => {
    const root = 'OGQEChbbJQj2Gw385Iwa5XBpD6gru7Fn+BPr65FfEXU=';
    for (const size of [
      '007',
      '+7',
      '-7',
      '7 ',
      '',
      '0x7',
      '1e3',
      '3438945738945739845734895735',
      '9007199254740992',
    ])
      expect(parseCheckpoint(text.replace('1000', size)), size).toBeNull();
    for (const bad of [
      text.slice(0, -1),
      `${text}\n`,
      text.replace('civic.example/log', ''),
      text.replace(root, toBase64(new Uint8Array(31))),
      text.replace(root, toBase64(new Uint8Array(33))),
      text.replace(root, root.slice(0, -1)),
      text.replace('EXU=', 'EXV='),
    ])
      expect(parseCheckpoint(bad), bad).toBeNull();
  });
});

describe('a receipt', () => {
  const bytes = toUtf8(RECEIPT_17);

  it('of the vectors holds and is written as it was read', async () => {
    const receipt = parseReceipt(bytes)!;
    expect(receipt.extra).toEqual(toUtf8('extra-data'));
    expect(receiptBytes(receipt)).toEqual(bytes);
    expect(await leafHash(toUtf8('event-17'), system)).toEqual(leaf);
    expect(await verdict(bytes)).toBe('valid');
    expect(await verdict(bytes, [log])).toBe('valid');
  });

  it('says what is wrong', async () => {
    expect(await verdict(bytes, [log], await leafHash(toUtf8('event-18'), system))).toBe('not_in_the_log');
    expect(await verdict(toUtf8(RECEIPT_17.replace('index 17', 'index 18')))).toBe('not_in_the_log');
    expect(await verdict(bytes, [witness])).toBe('not_a_checkpoint');
    expect(await verdict(bytes, [])).toBe('not_signed');
    for (const [from, to] of [
      ['@v1', '@v2'],
      ['index 17', 'index 017'],
      ['index 17\n', ''],
      ['extra ZXh', 'extra ZX'],
      ['sh0E', 'sh0'],
    ] as const)
      expect(await verdict(toUtf8(RECEIPT_17.replace(from, to))), to).toBe('not_a_receipt');
  });

  // Without what is not signed: the line for the program's own use, and a witness we could do without.
  const signed = toUtf8(
    RECEIPT_17.split('\n')
      .filter((line) => !line.startsWith('extra ') && !line.startsWith('— witness'))
      .join('\n'),
  );

  it('holds with not one byte changed', async () => {
    expect(await verdict(signed)).toBe('valid');
    for (let at = 0; at < signed.length; ++at) {
      const spoilt = signed.map((byte, i) => (i === at ? byte ^ (at % 2 ? 1 : 32) : byte));
      expect(await verdict(spoilt), `byte ${at}`).not.toBe('valid');
    }
  }, 30_000);

  it('holds with not one line dropped, doubled or moved', async () => {
    const lines = new TextDecoder().decode(signed).split('\n');
    for (let at = 0; at < lines.length; ++at) {
      const without = lines.toSpliced(at, 1);
      expect(await verdict(toUtf8(without.join('\n'))), `line ${at} dropped`).not.toBe('valid');
      if (lines[at] === lines.at(-1)) continue;
      const last = lines.length - 2;
      // The log's signature twice is still the log's signature.
      if (at !== last)
        expect(
          await verdict(toUtf8(lines.toSpliced(at, 0, lines[at]!).join('\n'))),
          `line ${at} doubled`,
        ).not.toBe('valid');
      if (at !== last)
        expect(
          await verdict(toUtf8(without.toSpliced(at + 1, 0, lines[at]!).join('\n'))),
          `line ${at} moved`,
        ).not.toBe('valid');
    }
    for (let length = 0; length < signed.length; ++length)
      expect(await verdict(signed.slice(0, length)), `cut at ${length}`).not.toBe('valid');
  }, 30_000);

  it('of another log with the same name is not ours', async () => {
    const pair = generateKeyPairSync('ed25519') as { privateKey: KeyObject };
    const note = parseNote(toUtf8(CHECKPOINT))!;
    const signature = Uint8Array.from(sign(null, toUtf8(note.text), pair.privateKey));
    const line = `— civic.example/log ${toBase64(concat(fromHex(log.id)!, signature))}\n`;
    const forged = { ...parseReceipt(bytes)!, note: toUtf8(`${note.text}\n${line}`) };
    expect(await verdict(receiptBytes(forged))).toBe('not_signed');
  });
});
