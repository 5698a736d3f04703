// The way of one act from the page: idle -> sending -> recorded with its number, or refused with the rule.
// What was sent is not recorded until the answer says so.
import { readonly, ref } from 'vue';
import { NO_ANSWER, sendCommand, type Command } from '@/api/client';
import type { Problem, Recorded } from '@/api/types';

export type Phase = 'idle' | 'sending' | 'recorded' | 'refused';

export function newKey(): string {
  // Off https there is no randomUUID; sixteen random bytes serve as well.
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
}

// One key per intent: a repeat of the same act after a lost answer carries the same key, so it is recorded once.
export function createKeyring(fresh: () => string = newKey) {
  const open = new Map<string, string>();
  const name = (command: Command) => JSON.stringify([command.stream, command.id, command.type, command.data]);
  return {
    keyFor(command: Command): string {
      const intent = name(command);
      const key = open.get(intent) ?? fresh();
      open.set(intent, key);
      return key;
    },
    settle(command: Command): void {
      open.delete(name(command));
    },
  };
}

// `send` and `fresh` can be replaced in tests.
export function useCommand(options: { send?: typeof sendCommand; fresh?: () => string } = {}) {
  const { send = sendCommand, fresh = newKey } = options;
  const keyring = createKeyring(fresh);
  const phase = ref<Phase>('idle');
  const problem = ref<Problem | null>(null);
  const recorded = ref<Recorded | null>(null);

  async function run(command: Command, version: number | null = null): Promise<boolean> {
    if (phase.value === 'sending') return false;
    phase.value = 'sending';
    problem.value = null;
    recorded.value = null;
    const answer = await send(command, keyring.keyFor(command), version);
    if (answer.ok) {
      keyring.settle(command);
      recorded.value = answer.value;
      phase.value = 'recorded';
      return true;
    }
    if (answer.problem.code !== NO_ANSWER && answer.problem.status < 500) keyring.settle(command);
    problem.value = answer.problem;
    phase.value = 'refused';
    return false;
  }

  function reset(): void {
    if (phase.value === 'sending') return;
    phase.value = 'idle';
    problem.value = null;
    recorded.value = null;
  }

  return { phase: readonly(phase), problem: readonly(problem), recorded: readonly(recorded), run, reset };
}

// The field a refusal points at: "/data/answer" or "/answer" -> "answer".
export function fieldOf(problem: { pointer?: string } | null): string {
  const parts = (problem?.pointer ?? '').split('/').filter(Boolean);
  return (parts[0] === 'data' ? parts[1] : parts[0]) ?? '';
}
