// The four bars of a vote and the sentence above them. Fractions were compared on the server; here they are only drawn.
import type { Consent, Ratio } from '@/api/types';
import { t } from '@/i18n';
import { difference, fractionOf, hundredths, percent } from '@/shared/exact';
import { area } from '@/shared/format';

export type Measure = 'heads' | 'area';

export interface Segment {
  kind: 'part' | 'agree' | 'oppose' | 'abstain' | 'other';
  from: number; // percent of the whole house
  width: number;
}

export interface Bar {
  measure: Measure;
  segments: Segment[];
  need: { at: number; label: string };
  safe: number | null; // enough even if everyone outstanding says no
  have: string;
  of: string;
  sentence: string;
}

function show(measure: Measure, value: string): string {
  return measure === 'area' ? area(value) : value;
}

function unit(measure: Measure): string {
  return measure === 'area' ? 'm²' : t('common.households');
}

export function participationBar(ratio: Ratio, measure: Measure): Bar {
  return {
    measure,
    segments: [{ kind: 'part', from: 0, width: percent(ratio.have, ratio.of) }],
    need: { at: percent(ratio.need_count, ratio.of), label: show(measure, ratio.need_count) },
    safe: null,
    have: show(measure, ratio.have),
    of: show(measure, ratio.of),
    sentence: t('project.gauge.participation_label', {
      have: show(measure, ratio.have),
      of: show(measure, ratio.of),
      need: show(measure, ratio.need_count),
      unit: unit(measure),
    }),
  };
}

// What was not for the plan among those who took part. Heads are counted; of the area only the sum is published, so with
// both against and abstaining it is drawn as one part.
function against(
  consent: Consent,
  measure: Measure,
  rest: string,
): { kind: Segment['kind']; amount: string }[] {
  const counts = consent.counts;
  if (!counts || (counts.oppose > 0 && counts.abstain > 0 && measure === 'area'))
    return [{ kind: 'other', amount: rest }];
  if (measure === 'area') return [{ kind: counts.oppose > 0 ? 'oppose' : 'abstain', amount: rest }];
  return [
    { kind: 'oppose', amount: String(counts.oppose) },
    { kind: 'abstain', amount: String(counts.abstain) },
  ];
}

export function agreementBar(consent: Consent, measure: Measure): Bar | null {
  const ratio = consent.agreement?.[measure];
  const whole = consent.participation?.[measure].of;
  if (!ratio || !whole) return null;
  const segments: Segment[] = [{ kind: 'agree', from: 0, width: percent(ratio.have, whole) }];
  let from = segments[0]!.width;
  for (const part of against(consent, measure, difference(ratio.of, ratio.have))) {
    const width = percent(part.amount, whole);
    if (width > 0) segments.push({ kind: part.kind, from, width });
    from += width;
  }
  return {
    measure,
    segments,
    need: { at: percent(ratio.need_count, whole), label: show(measure, ratio.need_count) },
    safe: consent.state === 'open' ? percent(fractionOf(ratio.need, whole), whole) : null,
    have: show(measure, ratio.have),
    of: show(measure, ratio.of),
    sentence: t('project.gauge.agreement_label', {
      have: show(measure, ratio.have),
      of: show(measure, ratio.of),
      need: show(measure, ratio.need_count),
      unit: unit(measure),
    }),
  };
}

interface Shortfall {
  measure: Measure;
  amount: string;
}

export function shortfalls(consent: Consent): Shortfall[] {
  const found = new Map<Measure, string>();
  for (const group of [consent.participation, consent.agreement]) {
    for (const measure of ['heads', 'area'] as const) {
      const ratio = group?.[measure];
      if (!ratio || ratio.holds) continue;
      const gap = difference(ratio.need_count, ratio.have);
      if (hundredths(gap) > hundredths(found.get(measure) ?? '0')) found.set(measure, gap);
    }
  }
  return [...found].map(([measure, amount]) => ({ measure, amount }));
}

function isExactlyEnough(consent: Consent): Ratio | null {
  const heads = consent.agreement?.heads;
  return heads && heads.holds && hundredths(heads.have) === hundredths(heads.need_count) ? heads : null;
}

function asCount(amount: string): string {
  return amount.replace(/\.00$/, '');
}

// One sentence under the verdict. Names nobody: who has not answered is for staff, beside the grid.
export function verdictSentence(consent: Consent): string {
  const short = shortfalls(consent);
  const heads = short.find((item) => item.measure === 'heads');
  const squareMetres = short.find((item) => item.measure === 'area');
  if (consent.verdict === 'secure') return t('project.gauge.secure');
  if (consent.verdict === 'blocked') return t('project.gauge.blocked');
  if (heads && squareMetres) {
    return t('project.gauge.both_short', { heads: asCount(heads.amount), area: squareMetres.amount });
  }
  if (squareMetres) return t('project.gauge.area_short', { area: squareMetres.amount });
  if (heads) return t('project.gauge.heads_short', { heads: asCount(heads.amount) });
  if (consent.verdict === 'possible') return t('project.gauge.not_yet');
  const exact = isExactlyEnough(consent);
  if (exact) return t('project.gauge.exactly', { have: exact.have, need: exact.need_count });
  return t(consent.verdict === 'passed' ? 'project.gauge.passed' : 'project.gauge.failed');
}
