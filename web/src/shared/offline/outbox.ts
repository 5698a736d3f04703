// What was noted waits here until the server has answered. Each entry carries its own key from the first, so that a
// repeat after a lost answer, or after a tab that closed in the middle, is recorded once. Entries go one after the other
// in the order they were made. Ballots are never put here.
import { NO_ANSWER, type Command } from '@/api/client';
import type { Answer } from '@/api/client';
import type { Problem, Recorded, Stance } from '@/api/types';
import type { Queue } from './database';

export interface Entry {
  key: string; // idempotency key
  n: number; // order of making
  account: string; // who noted it: nobody else sends it
  command: Command;
  room: string;
  at: string; // instant of making
  tried: boolean; // it may have arrived
  seen?: { stance: Stance | null; on: string | null }; // what the phone showed of the household's stance
  state: 'waiting' | 'conflict' | 'refused';
  theirs?: { stance: Stance; on: string | null }; // what somebody else noted meanwhile
  problem?: Problem;
}

export type Sent = 'sent' | 'offline' | 'signed_out';

export interface Wires {
  queue: Queue;
  send: (command: Command, key: string) => Promise<Answer<Recorded>>;
  // The household's stance as it stands on the server; null when that cannot be known now.
  stanceNow: (entry: Entry) => Promise<{ stance: Stance | null; on: string | null } | null>;
  // The account behind the session; null when nobody is signed in, undefined without a network.
  whoAmI: () => Promise<string | null | undefined>;
}

const byOrder = (a: Entry, b: Entry) => a.n - b.n;
const isStance = (entry: Entry) => entry.command.type === 'survey.RecordStance';
const household = (entry: Entry) => entry.command.data.household;

export const inOrder = (entries: Entry[]) => [...entries].sort(byOrder);

// Somebody else's newer stance is not written over unasked. What this queue itself has sent is not somebody else's.
async function conflictOf(
  entry: Entry,
  wires: Wires,
  own: ReadonlySet<unknown>,
): Promise<Entry['theirs'] | null> {
  if (!isStance(entry) || !entry.seen || entry.tried || own.has(household(entry))) return null;
  const now = await wires.stanceNow(entry);
  if (!now?.stance) return null;
  const isSame = now.stance === entry.seen.stance && now.on === entry.seen.on;
  return isSame || now.stance === entry.command.data.stance ? null : { stance: now.stance, on: now.on };
}

// Sends what waits of this account. `onChange` after each entry.
export async function flush(
  wires: Wires,
  account: string,
  onChange: () => void | Promise<void>,
): Promise<Sent> {
  const own = new Set<unknown>();
  const held = new Set<unknown>(); // households with a question open: what was noted later waits behind it
  for (;;) {
    const entries = inOrder((await wires.queue.all()).filter((entry) => entry.account === account));
    for (const entry of entries) if (entry.state === 'conflict') held.add(household(entry));
    const entry = entries.find((item) => item.state === 'waiting' && !held.has(household(item)));
    if (!entry) return 'sent';

    const theirs = await conflictOf(entry, wires, own);
    if (theirs) {
      await wires.queue.put({ ...entry, state: 'conflict', theirs });
      await onChange();
      continue;
    }
    await wires.queue.put({ ...entry, tried: true });
    const answer = await wires.send(entry.command, entry.key);
    if (answer.ok) {
      own.add(household(entry));
      await wires.queue.remove(entry.key);
      await onChange();
      continue;
    }
    const { problem } = answer;
    if (problem.code === NO_ANSWER || problem.status >= 500 || problem.status === 429) return 'offline';
    if (problem.status === 401 || problem.status === 403 || problem.status === 404) {
      const who = await wires.whoAmI();
      if (who === undefined) return 'offline';
      if (who !== account) return 'signed_out';
    }
    await wires.queue.put({ ...entry, tried: true, state: 'refused', problem });
    await onChange();
  }
}

// Takes an entry back before it is sent. False: it may have arrived already, so the record has to be told.
export async function withdraw(queue: Queue, key: string): Promise<boolean> {
  const entry = (await queue.all()).find((item) => item.key === key);
  if (!entry || (entry.tried && entry.state === 'waiting')) return false;
  await queue.remove(key);
  return true;
}
