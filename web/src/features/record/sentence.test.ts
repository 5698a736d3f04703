import { describe, expect, it } from 'vitest';
import type { EventLine } from '@/api/types';
import { sentence } from './sentence';

function event(type: string, data: Record<string, unknown>): EventLine {
  return {
    seq: 1,
    type,
    occurred_on: '2023-05-01',
    recorded_at: '2023-05-01T01:00:00Z',
    data,
    evidence: null,
    leaf: '',
  };
}

describe('the sentence of an event', () => {
  it('says what the viewer may see and nothing else', () => {
    expect(sentence(event('vote.BallotCast', { room: '302' }))).toBe('收到 302 室一张票');
    expect(sentence(event('vote.BallotCast', {}))).toBe('收到一张票');
  });

  it('finds arguments inside nested data', () => {
    expect(sentence(event('planning.Published', { version: 2, plan: { entry: 'level' } }))).toBe(
      '公布方案第 2 版：平层入户',
    );
  });

  it('puts codes into words', () => {
    expect(
      sentence(event('approval.OpinionGiven', { department: 'fire', opinion: 'conditions', how: 'visit' })),
    ).toBe('消防救援机构：有条件通过（到现场看）');
    expect(sentence(event('acceptance.Inspected', { passed: false }))).toBe('监督检验：没过');
  });

  it('has a plain sentence for a type it does not know', () => {
    expect(sentence(event('future.Thing', {}))).toBe('办了一件事（future.Thing）');
  });
});
