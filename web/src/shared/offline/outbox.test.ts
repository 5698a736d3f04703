import { describe, expect, it } from 'vitest';
import { NO_ANSWER, type Answer } from '@/api/client';
import type { Recorded, Stance } from '@/api/types';
import type { Queue } from './database';
import { flush, withdraw, type Entry, type Wires } from './outbox';

function memory(): Queue {
  const kept = new Map<string, Entry>();
  return {
    all: async () => [...kept.values()],
    put: async (entry) => void kept.set(entry.key, entry),
    remove: async (key) => void kept.delete(key),
  };
}

const none: Answer<Recorded> = {
  ok: false,
  problem: { type: '', title: '', status: 0, code: NO_ANSWER, detail: '' },
};

// A server that keeps the first answer of each key, as the real one does.
function server() {
  const recorded: string[] = [];
  const answered = new Set<string>();
  const state = {
    isDown: false,
    losesAnswer: false,
    refuses: '',
    stance: null as Stance | null,
    me: 'grid' as string | null,
  };
  const wires: Omit<Wires, 'queue'> = {
    async send(command, key) {
      if (state.isDown) return none;
      if (command.data.household === state.refuses)
        return { ok: false, problem: { type: '', title: '', status: 422, code: 'survey.no', detail: 'no' } };
      if (state.me !== 'grid')
        return {
          ok: false,
          problem: { type: '', title: '', status: 403, code: 'app.forbidden', detail: '' },
        };
      if (!answered.has(key))
        recorded.push(`${String(command.data.household)} ${String(command.data.stance)}`);
      answered.add(key);
      if (state.losesAnswer) return none;
      return { ok: true, value: { version: 1, events: [], leaves: [] }, etag: null };
    },
    stanceNow: async () => ({ stance: state.stance, on: state.stance ? '2026-11-23' : null }),
    whoAmI: async () => state.me,
  };
  return { recorded, state, wires };
}

function entry(n: number, home: string, stance: Stance, more: Partial<Entry> = {}): Entry {
  return {
    key: `k${n}`, n, account: 'grid', room: home, at: '2026-11-22T12:00:00Z', tried: false, state: 'waiting',
    seen: { stance: null, on: null },
    command: { stream: 'projects', id: 'p', type: 'survey.RecordStance', data: { household: home, stance } },
    ...more,
  }; // prettier-ignore
}

async function filled(...entries: Entry[]): Promise<Queue> {
  const queue = memory();
  for (const one of entries) await queue.put(one);
  return queue;
}

const nothing = () => undefined;

describe('outbox', () => {
  it('sends in the order of making, whatever the order of storage', async () => {
    const { recorded, wires } = server();
    const queue = await filled(entry(2, 'b', 'oppose'), entry(1, 'a', 'agree'));
    expect(await flush({ ...wires, queue }, 'grid', nothing)).toBe('sent');
    expect(recorded).toEqual(['a agree', 'b oppose']);
    expect(await queue.all()).toEqual([]);
  });

  it('keeps everything while there is no network, and loses nothing', async () => {
    const { recorded, state, wires } = server();
    const queue = await filled(entry(1, 'a', 'agree'), entry(2, 'b', 'agree'));
    state.isDown = true;
    expect(await flush({ ...wires, queue }, 'grid', nothing)).toBe('offline');
    expect(await queue.all()).toHaveLength(2);
    state.isDown = false;
    await flush({ ...wires, queue }, 'grid', nothing);
    expect(recorded).toEqual(['a agree', 'b agree']);
  });

  it('records once what arrived although the answer was lost, or the tab closed before it', async () => {
    const { recorded, state, wires } = server();
    const queue = await filled(entry(1, 'a', 'agree'));
    state.losesAnswer = true;
    expect(await flush({ ...wires, queue }, 'grid', nothing)).toBe('offline');
    expect(await queue.all()).toMatchObject([{ key: 'k1', tried: true }]);
    state.losesAnswer = false;
    state.stance = 'agree'; // our own, as the server now has it
    expect(await flush({ ...wires, queue }, 'grid', nothing)).toBe('sent');
    expect(recorded).toEqual(['a agree']);
  });

  it('asks before it writes over what somebody else noted meanwhile, and holds what came after', async () => {
    const { recorded, state, wires } = server();
    state.stance = 'oppose';
    const queue = await filled(entry(1, 'a', 'agree'), entry(2, 'a', 'neutral'));
    await flush({ ...wires, queue }, 'grid', nothing);
    expect(recorded).toEqual([]);
    expect((await queue.all()).map((one) => one.state)).toEqual(['conflict', 'waiting']);
    expect((await queue.all())[0]!.theirs).toEqual({ stance: 'oppose', on: '2026-11-23' });
  });

  it('does not take its own earlier entry for somebody else', async () => {
    const { recorded, state, wires } = server();
    const queue = await filled(
      entry(1, 'a', 'agree'),
      entry(2, 'a', 'neutral', { seen: { stance: 'agree', on: null } }),
    );
    const send: Wires['send'] = async (command, key) => {
      const answer = await wires.send(command, key);
      state.stance = command.data.stance as Stance;
      return answer;
    };
    await flush({ ...wires, queue, send }, 'grid', nothing);
    expect(recorded).toEqual(['a agree', 'a neutral']);
  });

  it('goes on after a refusal and keeps what was refused', async () => {
    const { recorded, state, wires } = server();
    state.refuses = 'a';
    const queue = await filled(entry(1, 'a', 'agree'), entry(2, 'b', 'agree'));
    expect(await flush({ ...wires, queue }, 'grid', nothing)).toBe('sent');
    expect(recorded).toEqual(['b agree']);
    expect(await queue.all()).toMatchObject([{ key: 'k1', state: 'refused' }]);
  });

  it('waits for its own account: another one sends nothing, and an ended session refuses nothing', async () => {
    const { recorded, state, wires } = server();
    const queue = await filled(entry(1, 'a', 'agree'));
    expect(await flush({ ...wires, queue }, 'helper', nothing)).toBe('sent');
    state.me = null;
    expect(await flush({ ...wires, queue }, 'grid', nothing)).toBe('signed_out');
    expect(recorded).toEqual([]);
    expect(await queue.all()).toMatchObject([{ key: 'k1', state: 'waiting' }]);
  });

  it('is taken back from the phone only while it cannot have arrived', async () => {
    const queue = await filled(entry(1, 'a', 'agree'), entry(2, 'b', 'agree', { tried: true }));
    expect(await withdraw(queue, 'k1')).toBe(true);
    expect(await withdraw(queue, 'k2')).toBe(false);
    expect(await queue.all()).toHaveLength(1);
  });
});
