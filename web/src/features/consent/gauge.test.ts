import { describe, expect, it } from 'vitest';
import type { Consent, Ratio } from '@/api/types';
import { agreementBar, participationBar, shortfalls, verdictSentence } from './gauge';

function ratio(have: string, of: string, need: string, need_count: string, holds: boolean): Ratio {
  return { have, of, need, need_count, holds };
}

// Case B: 10 of 12 for, 1 against, 1 not returned.
function consent(values: Partial<Consent> = {}): Consent {
  return {
    vote: 'v',
    version: 1,
    question: '',
    plan_version: 2,
    state: 'open',
    opened_on: '2023-04-01',
    closes_on: '2023-04-10',
    closed_on: null,
    rule: { id: 'cn', article: '' },
    verdict: 'secure',
    participation: {
      heads: ratio('11', '12', '2/3', '8', true),
      area: ratio('927.00', '988.80', '2/3', '659.20', true),
    },
    agreement: {
      heads: ratio('10', '11', '3/4', '9', true),
      area: ratio('803.40', '927.00', '3/4', '695.25', true),
    },
    counts: { agree: 10, oppose: 1, abstain: 0, not_returned: 1, not_delivered: 0 },
    hidden_until_close: false,
    stage: null,
    decides: true,
    terms: { change: 'until_close', staff_entry: 'counts', proxies: [] },
    private_parts: { flats: 0, agree: null },
    least: null,
    my_ballots: [],
    roll: [],
    ballots: [],
    input: null,
    votes: [],
    my_ballot: null,
    ...values,
  };
}

describe('the consent gauge', () => {
  it('draws participation on all households and area', () => {
    const bar = participationBar(consent().participation!.area, 'area');
    expect(bar.segments[0]!.width).toBeCloseTo(93.75);
    expect(bar.need.at).toBeCloseTo(66.667, 2);
    expect(bar.need.label).toBe('659.20');
  });

  it('draws agreement and what is against on the same whole, with the legal and the safe line', () => {
    const heads = agreementBar(consent(), 'heads')!;
    expect(heads.segments.map((segment) => [segment.kind, Math.round(segment.width * 10) / 10])).toEqual([
      ['agree', 83.3],
      ['oppose', 8.3],
    ]);
    expect(heads.need.at).toBeCloseTo(75);
    expect(heads.safe).toBeCloseTo(75);
    const squareMetres = agreementBar(consent(), 'area')!;
    expect(squareMetres.segments[1]).toMatchObject({ kind: 'oppose' });
    expect(squareMetres.segments[1]!.width).toBeCloseTo(12.5);
    expect(squareMetres.need.at).toBeCloseTo(70.3125);
  });

  it('has no safe line once the vote is closed, and does not split an area it does not know', () => {
    const closed = consent({
      state: 'closed',
      counts: { agree: 9, oppose: 1, abstain: 1, not_returned: 1, not_delivered: 0 },
    });
    expect(agreementBar(closed, 'heads')!.safe).toBeNull();
    expect(agreementBar(closed, 'heads')!.segments.map((segment) => segment.kind)).toEqual([
      'agree',
      'oppose',
      'abstain',
    ]);
    expect(agreementBar(closed, 'area')!.segments.map((segment) => segment.kind)).toEqual(['agree', 'other']);
    expect(agreementBar(consent({ agreement: null }), 'heads')).toBeNull();
  });

  it('says what is short, to the hundredth of a square metre', () => {
    const short = consent({
      verdict: 'possible',
      agreement: {
        heads: ratio('9', '11', '3/4', '9', true),
        area: ratio('633.45', '927.00', '3/4', '695.25', false),
      },
    });
    expect(shortfalls(short)).toEqual([{ measure: 'area', amount: '61.80' }]);
    expect(verdictSentence(short)).toBe('户数够了，面积还差 61.80 m²。');
  });

  it('says so when it is exactly enough', () => {
    const exact = consent({
      state: 'closed',
      verdict: 'passed',
      agreement: {
        heads: ratio('9', '12', '3/4', '9', true),
        area: ratio('741.60', '988.80', '3/4', '741.60', true),
      },
    });
    expect(verdictSentence(exact)).toBe('正好够：9 户，要 9 户。');
    expect(verdictSentence(consent())).toBe('就算没交票的都反对，也够数。');
  });
});
