import { describe, expect, it } from 'vitest';
import { NO_ANSWER, type Answer, type Command } from '@/api/client';
import type { Recorded } from '@/api/types';
import { fieldOf, useCommand } from './command';

const command: Command = {
  stream: 'projects',
  id: 'p1',
  type: 'survey.RecordStance',
  data: { household: 'h1', stance: 'agree' },
};
const recorded: Answer<Recorded> = {
  ok: true,
  value: { version: 8, events: [{ seq: 62, type: 'survey.StanceRecorded' }], leaves: ['00'] },
  etag: null,
};
const lost: Answer<Recorded> = {
  ok: false,
  problem: { type: '', title: '', status: 0, code: NO_ANSWER, detail: 'no answer' },
};
const refused: Answer<Recorded> = {
  ok: false,
  problem: {
    type: '',
    title: '',
    status: 422,
    code: 'notice.answer_missing',
    detail: 'say why',
    pointer: '/data/answer',
  },
};

function outbox(answers: Answer<Recorded>[]) {
  const sent: string[] = [];
  let keys = 0;
  const act = useCommand({
    fresh: () => `key-${++keys}`,
    send: async (_, key) => {
      sent.push(key);
      return answers.shift()!;
    },
  });
  return { act, sent };
}

describe('an act from the page', () => {
  it('is recorded only when the answer carries its number', async () => {
    const { act } = outbox([recorded]);
    const running = act.run(command);
    expect(act.phase.value).toBe('sending');
    expect(act.recorded.value).toBeNull();
    await running;
    expect(act.phase.value).toBe('recorded');
    expect(act.recorded.value?.events[0]?.seq).toBe(62);
  });

  it('repeats under the same key when no answer came', async () => {
    const { act, sent } = outbox([lost, recorded]);
    expect(await act.run(command)).toBe(false);
    expect(act.phase.value).toBe('refused');
    expect(await act.run(command)).toBe(true);
    expect(sent).toEqual(['key-1', 'key-1']);
  });

  it('takes a new key for another intent, and after a refusal', async () => {
    const { act, sent } = outbox([refused, refused, recorded, recorded]);
    await act.run(command);
    await act.run({ ...command, data: { household: 'h1', stance: 'neutral' } });
    await act.run(command);
    await act.run(command);
    expect(sent).toEqual(['key-1', 'key-2', 'key-3', 'key-4']);
  });

  it('is not sent twice while it is under way', async () => {
    const { act, sent } = outbox([recorded, recorded]);
    const first = act.run(command);
    expect(await act.run(command)).toBe(false);
    await first;
    expect(sent).toHaveLength(1);
  });

  it('shows a refusal at the field it points at', async () => {
    const { act } = outbox([refused]);
    await act.run(command);
    expect(fieldOf(act.problem.value)).toBe('answer');
    expect(fieldOf({ pointer: '/answer' })).toBe('answer');
    expect(fieldOf(null)).toBe('');
  });
});
