// A vote tried out without a project: from rows of areas and answers to the gauges' four bars.
import type { Ballot, Consent, ConsentAnswer, ConsentQuestion, ConsentRatio, Ratio } from '@/api/types';
import { parseAmount } from '@/shared/amount';
import { fractionOf, fromHundredths, hundredths } from '@/shared/exact';

export const RULE = 'cn-civil-code-278';
export const CHOICES: readonly Ballot[] = ['agree', 'oppose', 'abstain', 'not_returned'];
export const MOST = 60;

export interface Row {
  area: string; // as typed
  ballot: Ballot;
}

// The question, or the number (from 1) of the first row whose area is no area.
export function trialOf(rows: readonly Row[]): ConsentQuestion | number {
  const areas = rows.map((row) => parseAmount(row.area));
  const wrong = areas.findIndex((area) => area === null || hundredths(area) <= 0n);
  if (wrong >= 0) return wrong + 1;
  return {
    rule: RULE,
    households: rows.map((row, index) => ({
      id: String(index + 1),
      area_m2: areas[index]!,
      owner: String(index + 1),
      ballot: row.ballot,
    })),
  };
}

function ratioOf({ have, of, need, holds }: ConsentRatio, isHeads: boolean): Ratio {
  const least = hundredths(fractionOf(need, String(of)));
  return {
    have: String(have),
    of: String(of),
    need,
    // Heads are whole: 8.25 of 11 means 9.
    need_count: isHeads ? String((least + 99n) / 100n) : fromHundredths(least),
    holds,
  };
}

export function gaugeOf(
  answer: ConsentAnswer,
  rows: readonly Row[],
  { on, article }: { on: string; article: string },
): Consent {
  const count = (ballot: Ballot) => rows.filter((row) => row.ballot === ballot).length;
  const both = (group: ConsentAnswer['agreement']) => ({
    heads: ratioOf(group.heads, true),
    area: ratioOf(group.area, false),
  });
  const verdict = answer.secure
    ? 'secure'
    : answer.passes
      ? 'passed'
      : answer.least_to_win.length
        ? 'possible'
        : 'blocked';
  return {
    vote: '',
    version: 0,
    question: '',
    plan_version: 0,
    state: 'open',
    opened_on: on,
    closes_on: on,
    closed_on: null,
    rule: { id: RULE, article },
    verdict,
    participation: both(answer.participation),
    agreement: both(answer.agreement),
    counts: {
      agree: count('agree'),
      oppose: count('oppose'),
      abstain: count('abstain'),
      not_returned: count('not_returned'),
      not_delivered: 0,
    },
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
  };
}
