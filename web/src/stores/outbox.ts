// The queue of this device as the pages see it: how many wait, why, and the sending of them one after the other.
import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import { getMe, readProject, sendCommand, type Command } from '@/api/client';
import { newKey } from '@/shared/command';
import { storedQueue } from '@/shared/offline/database';
import { flush, inOrder, withdraw, type Entry, type Wires } from '@/shared/offline/outbox';
import { today } from '@/shared/format';
import { useSession } from './session';

const RETRY_MS = 15_000;
const UNDO_MS = 10 * 60_000;

// One act of the user, over one household or several; taken back as a whole.
export interface Act {
  at: number;
  label: string;
  entries: Entry[];
}

async function stanceNow(entry: Entry) {
  const answer = await readProject(entry.command.id);
  if (!answer.ok || !('value' in answer)) return null;
  const cell = answer.value.house.cells.find((item) => item.household === entry.command.data.household);
  return cell?.stance_known ? { stance: cell.stance, on: cell.stance_on } : null;
}

async function whoAmI(): Promise<string | null | undefined> {
  const answer = await getMe();
  return answer.ok ? answer.value.account : undefined;
}

const wires: Wires = {
  queue: storedQueue,
  send: (command, key) => sendCommand(command, key, null),
  stanceNow,
  whoAmI,
};

// Only one tab sends at a time; where the browser has no locks the keys alone see to it that nothing is recorded twice.
async function alone(work: () => Promise<void>): Promise<void> {
  if (!navigator.locks) return work();
  await navigator.locks.request('jiati-outbox', work);
}

export const useOutbox = defineStore('outbox', () => {
  const session = useSession();
  const entries = shallowRef<Entry[]>([]);
  const acts = shallowRef<Act[]>([]);
  const isOnline = ref(navigator.onLine);
  const isSending = ref(false);
  const sentCount = ref(0); // grows with each entry recorded: a reason to read again
  const storageFails = ref(false);
  let last = 0;
  let timer = 0;

  const account = computed(() => session.me?.account ?? '');
  const own = computed(() => entries.value.filter((entry) => entry.account === account.value));
  const foreign = computed(() => entries.value.length - own.value.length);
  const waiting = computed(() => own.value.filter((entry) => entry.state === 'waiting'));
  const conflicts = computed(() => own.value.filter((entry) => entry.state === 'conflict'));
  const refused = computed(() => own.value.filter((entry) => entry.state === 'refused'));
  const undoable = computed(() => acts.value.at(-1) ?? null);

  async function refresh(): Promise<void> {
    try {
      const now = inOrder(await storedQueue.all());
      if (now.length < entries.value.length) sentCount.value += 1;
      entries.value = now;
    } catch {
      storageFails.value = true;
    }
  }

  async function sendAll(): Promise<void> {
    window.clearTimeout(timer);
    if (isSending.value || !account.value) return;
    isSending.value = true;
    try {
      await alone(async () => {
        const sent = await flush(wires, account.value, refresh);
        isOnline.value = sent !== 'offline';
        if (sent === 'signed_out') await session.load();
      });
    } catch {
      storageFails.value = true;
    }
    isSending.value = false;
    await refresh();
    if (waiting.value.length) timer = window.setTimeout(() => void sendAll(), RETRY_MS);
  }

  // Claimed as of today where there is no network, since it may be another day when it is sent.
  function dated(command: Command, at: Date, evidence: string): Command {
    return isOnline.value ? command : { ...command, occurred_on: today(at.getTime()), evidence };
  }

  async function add(
    label: string,
    wanted: { command: Command; room: string; seen?: Entry['seen'] }[],
    evidence: string,
  ): Promise<void> {
    const at = new Date();
    const made: Entry[] = wanted.map((one) => {
      last = Math.max(last + 1, at.getTime());
      return {
        key: newKey(),
        n: last,
        account: account.value,
        command: dated(one.command, at, evidence),
        room: one.room,
        at: at.toISOString(),
        tried: false,
        seen: one.seen,
        state: 'waiting',
      };
    });
    for (const entry of made) await storedQueue.put(entry);
    acts.value = [
      ...acts.value.filter((act) => at.getTime() - act.at < UNDO_MS),
      { at: at.getTime(), label, entries: made },
    ];
    await refresh();
    void sendAll();
  }

  const TAKE_BACK: Record<string, string> = {
    'survey.RecordStance': 'survey.TakeBackStance',
    'survey.RecordVisit': 'survey.TakeBackVisit',
  };

  // What has not left the phone goes; what may be on record is taken back there. Answers the rooms it could not help:
  // a worry once recorded stays.
  async function undo(): Promise<string[]> {
    const act = acts.value.at(-1);
    if (!act) return [];
    acts.value = acts.value.slice(0, -1);
    const stays: string[] = [];
    for (const entry of [...act.entries].reverse()) {
      if (await withdraw(storedQueue, entry.key)) continue;
      const type = TAKE_BACK[entry.command.type];
      if (!type) {
        stays.push(entry.room);
        continue;
      }
      last = Math.max(last + 1, Date.now());
      await storedQueue.put({
        ...entry,
        key: newKey(),
        n: last,
        tried: false,
        seen: undefined,
        state: 'waiting',
        command: { ...entry.command, type, data: { household: entry.command.data.household } },
      });
    }
    await refresh();
    void sendAll();
    return stays;
  }

  // A question is settled by what is to be sent; `and` goes right behind it.
  async function settle(entry: Entry, keep: boolean, and: Command | null): Promise<void> {
    if (keep) await storedQueue.put({ ...entry, state: 'waiting', seen: undefined, theirs: undefined });
    else await storedQueue.remove(entry.key);
    if (and)
      await storedQueue.put({
        ...entry,
        key: newKey(),
        n: entry.n + 0.5,
        command: and,
        tried: false,
        seen: undefined,
        theirs: undefined,
        state: 'waiting',
      });
    await refresh();
    void sendAll();
  }

  async function drop(entry: Entry): Promise<void> {
    await storedQueue.remove(entry.key);
    await refresh();
  }

  function start(): void {
    void refresh().then(() => sendAll());
    window.addEventListener('online', () => {
      isOnline.value = true;
      void sendAll();
    });
    window.addEventListener('offline', () => (isOnline.value = false));
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') void sendAll();
    });
  }

  function forgetActs(): void {
    acts.value = [];
  }

  return {
    entries, own, foreign, waiting, conflicts, refused, undoable, isOnline, isSending, sentCount, storageFails,
    add, undo, settle, drop, sendAll, start, forgetActs,
  }; // prettier-ignore
});
