import { describe, expect, it } from 'vitest';
import { toUtf8, type Bytes } from './bytes';
import { compareWithToday, fetchReceipt, fileOf, judge, leafOfEntry, readGiven, type Valid } from './check';
import { system } from './crypto';
import { keysOf, offeredBy, trustOf } from './keys';
import { createLog } from './log';
import { SmallLog } from './small_log.testing';

function filled(origin = 'jiati/town', entries = 11): { log: SmallLog; leaves: string[] } {
  const log = new SmallLog(origin);
  const leaves = Array.from({ length: entries }, (_, i) =>
    log.record(i % 2 ? 'vote.BallotCast' : 'notice.Posted'),
  );
  return { log, leaves };
}
const keysOfLog = (log: SmallLog) => keysOf(offeredBy(log.about()), system);
const flip: (path: string, body: Bytes) => Bytes = (_, body) =>
  body.map((byte, at) => (at === 20 ? byte ^ 1 : byte));

async function receiptOf(log: SmallLog, leaf: string): Promise<Valid> {
  const verdict = await fetchReceipt(leaf, log.city, await keysOfLog(log), createLog(log.fetcher()), system);
  if (!verdict.ok) throw new Error(verdict.fault);
  return verdict;
}

describe('what is given', () => {
  const leaf = 'ab'.repeat(32);

  it('is a receipt, a leaf, or the address on a slip', () => {
    expect(readGiven(` ${leaf.toUpperCase()}\n`)).toEqual({ kind: 'leaf', leaf });
    expect(readGiven(`https://jiati.example.cn/verify#${leaf}`)).toEqual({ kind: 'leaf', leaf });
    expect(readGiven('c2sp.org/tlog-proof@v1\r\nindex 0\r\n\r\nnote')).toEqual({
      kind: 'receipt',
      bytes: toUtf8('c2sp.org/tlog-proof@v1\nindex 0\n\nnote\n'),
    });
    for (const text of ['', 'hello', leaf.slice(1), `${leaf}0`, `javascript:alert(1)#${leaf}`])
      expect(readGiven(text), text).toEqual({ kind: 'neither' });
  });
});

describe('a fetched receipt', () => {
  it('holds, says what the entry is, and its file can be checked without the log', async () => {
    const { log, leaves } = filled();
    for (const [index, leaf] of leaves.entries()) {
      const verdict = await receiptOf(log, leaf);
      expect(verdict.receipt.index).toBe(index);
      expect(verdict.entry?.type).toBe(index % 2 ? 'vote.BallotCast' : 'notice.Posted');
      const file = fileOf(verdict);
      expect(file.name).toBe(`jiati-${index + 1}-${leaf.slice(0, 8)}.receipt.txt`);
      expect(await judge(file.bytes, '', await keysOfLog(log), system)).toMatchObject({
        ok: true,
        entry: { recorded_at: '2026-11-22T11:58:00.000Z' },
      });
    }
  });

  it('is found by the number of its entry', async () => {
    const { log, leaves } = filled();
    const known = await keysOfLog(log);
    const find = (entry: number, fetcher = log.fetcher()) =>
      leafOfEntry(entry, log.city, known, createLog(fetcher), system);
    for (const [index, leaf] of leaves.entries()) expect(await find(index + 1)).toEqual({ ok: true, leaf });
    expect(await find(12)).toEqual({ ok: false, fault: 'pending' });
    const changed = log.fetcher((path, body) => (path === 'checkpoint' ? flip(path, body) : body));
    expect(await find(1, changed)).toEqual({ ok: false, fault: 'not_signed' });
    const unborn = log.fetcher((path, body) => (path === 'checkpoint' ? null : body));
    expect(await find(1, unborn)).toEqual({ ok: false, fault: 'pending' });
  });

  it('is as good without the entry, but then the file needs the leaf beside it', async () => {
    const { log, leaves } = filled();
    const known = await keysOfLog(log);
    const withoutEntries = log.fetcher((path, body) => (path.includes('entries') ? null : body));
    const otherEntries = log.fetcher((path, body) => (path.includes('entries') ? flip(path, body) : body));
    for (const fetcher of [withoutEntries, otherEntries]) {
      const verdict = await fetchReceipt(leaves[0]!, log.city, known, createLog(fetcher), system);
      if (!verdict.ok) throw new Error(verdict.fault);
      expect(verdict.entry).toBeNull();
      const { bytes } = fileOf(verdict);
      expect(await judge(bytes, '', known, system)).toEqual({ ok: false, fault: 'leaf_missing' });
      expect(await judge(bytes, leaves[0]!, known, system)).toMatchObject({ ok: true });
      expect(await judge(bytes, leaves[1]!, known, system)).toEqual({ ok: false, fault: 'not_in_the_log' });
    }
  });

  it('is refused in words that tell what is wrong', async () => {
    const { log, leaves } = filled();
    const known = await keysOfLog(log);
    const { bytes } = fileOf(await receiptOf(log, leaves[3]!));
    const text = new TextDecoder().decode(bytes);
    const faultOf = async (changed: string, leaf = '', keys = known) => {
      const verdict = await judge(toUtf8(changed), leaf, keys, system);
      return verdict.ok ? 'valid' : verdict.fault;
    };
    expect(await faultOf(text)).toBe('valid');
    expect(await faultOf(text.replace('index 3', 'index 2'))).toBe('not_in_the_log');
    expect(await faultOf(text.replace('\n11\n', '\n12\n'))).toBe('not_signed');
    expect(await faultOf(text.replaceAll('jiati/town', 'jiati/tawn'))).toBe('other_log');
    expect(await faultOf(text.slice(1))).toBe('not_a_receipt');
    expect(await faultOf(text, 'ab')).toBe('leaf_wrong');
    expect(await faultOf(text, '', [])).toBe('no_key');
    expect(await faultOf(text, '', await keysOfLog(new SmallLog('jiati/town')))).toBe('not_signed');
    const log404 = createLog(log.fetcher());
    expect(await fetchReceipt('00'.repeat(32), log.city, known, log404, system)).toEqual({
      ok: false,
      fault: 'unknown_leaf',
    });
    const noNetwork = createLog(() => Promise.reject(new TypeError('offline')));
    expect(await fetchReceipt(leaves[0]!, log.city, known, noNetwork, system)).toEqual({
      ok: false,
      fault: 'no_answer',
    });
    const unsigned = createLog(() => Promise.resolve(new Response(null, { status: 503 })));
    expect(await fetchReceipt(leaves[0]!, log.city, known, unsigned, system)).toEqual({
      ok: false,
      fault: 'pending',
    });
  });
});

describe('a receipt and the log of today', () => {
  it('hold together as the log grows', async () => {
    const { log, leaves } = filled();
    const old = await receiptOf(log, leaves[2]!);
    const compare = async (fetcher = log.fetcher()) =>
      compareWithToday(old, log.city, await keysOfLog(log), createLog(fetcher), system);
    expect(await compare()).toEqual({ state: 'holds', size: 11 });
    for (let i = 0; i < 60; ++i) log.record('ledger.PaymentRecorded');
    expect(await compare()).toEqual({ state: 'holds', size: 71 });
    expect(
      await compare(log.fetcher((path, body) => (path.startsWith('tile') ? flip(path, body) : body))),
    ).toEqual({
      state: 'forked',
    });
    expect(await compare(log.fetcher((path, body) => (path.startsWith('tile') ? null : body)))).toEqual({
      state: 'no_answer',
    });
    expect(
      await compare(log.fetcher((path, body) => (path === 'checkpoint' ? flip(path, body) : body))),
    ).toEqual({
      state: 'not_signed',
    });
  });

  it('do not when an entry was changed or taken away', async () => {
    const { log, leaves } = filled();
    const old = await receiptOf(log, leaves[2]!);
    const known = await keysOfLog(log);
    log.entries[5] = toUtf8('something else');
    log.record('notice.Posted');
    expect(await compareWithToday(old, log.city, known, createLog(log.fetcher()), system)).toEqual({
      state: 'forked',
    });
    log.entries.splice(5);
    expect(await compareWithToday(old, log.city, known, createLog(log.fetcher()), system)).toEqual({
      state: 'shrunk',
      size: 5,
    });
  });

  it('are compared by the entry when the log has begun again', async () => {
    const { log, leaves } = filled();
    const old = await receiptOf(log, leaves[2]!);
    const next = new SmallLog('jiati/town/2');
    const known = await keysOf(offeredBy(next.about([log])), system);
    next.entries.push(...log.entries.slice(0, 2));
    const compare = () => compareWithToday(old, log.city, known, createLog(next.fetcher()), system);
    expect(await compare()).toEqual({ state: 'not_carried' });
    next.entries.push(log.entries[2]!);
    expect(await compare()).toEqual({ state: 'carried' });
  });
});

describe('the keys', () => {
  const log = new SmallLog('jiati/town');

  it('are believed at first sight and held to afterwards', () => {
    const first = trustOf(null, log.about());
    expect(first.state).toBe('first');
    expect(trustOf(first.pins, log.about()).state).toBe('same');
  });

  it('may get a successor, told with its reason', () => {
    const next = new SmallLog('jiati/town/2');
    const trust = trustOf(offeredBy(log.about()), next.about([log]));
    expect(trust).toMatchObject({ state: 'new_epoch', reason: 'the disk broke' });
    expect(Object.keys(trust.pins!.keys)).toEqual(['jiati/town', 'jiati/town/2']);
  });

  it('are not exchanged unnoticed', () => {
    const other = new SmallLog('jiati/town');
    const trust = trustOf(offeredBy(log.about()), other.about());
    expect(trust).toMatchObject({ state: 'changed', pins: { keys: { 'jiati/town': log.key } } });
    // Nor by leaving the old one out.
    expect(trustOf(offeredBy(log.about()), new SmallLog('jiati/town/2').about()).state).toBe('changed');
  });
});
