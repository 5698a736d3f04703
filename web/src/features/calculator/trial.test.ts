import { describe, expect, it } from 'vitest';
import type { ConsentAnswer } from '@/api/types';
import { gaugeOf, trialOf, type Row } from './trial';

const rows: Row[] = [
  { area: '80', ballot: 'agree' },
  { area: '96.5', ballot: 'oppose' },
  { area: '61.80', ballot: 'not_returned' },
];

describe('a vote tried out', () => {
  it('counts each home as an owner of its own', () => {
    expect(trialOf(rows)).toEqual({
      rule: 'cn-civil-code-278',
      households: [
        { id: '1', area_m2: '80.00', owner: '1', ballot: 'agree' },
        { id: '2', area_m2: '96.50', owner: '2', ballot: 'oppose' },
        { id: '3', area_m2: '61.80', owner: '3', ballot: 'not_returned' },
      ],
    });
    expect(trialOf([rows[0]!, { area: '', ballot: 'agree' }])).toBe(2);
    expect(trialOf([{ area: '0', ballot: 'agree' }])).toBe(1);
  });

  it('draws the legal lines of those who took part, heads whole', () => {
    const answer: ConsentAnswer = {
      participation: {
        heads: { have: 11, of: 12, need: '2/3', holds: true },
        area: { have: '927.00', of: '988.80', need: '2/3', holds: true },
      },
      agreement: {
        heads: { have: 10, of: 11, need: '3/4', holds: true },
        area: { have: '803.40', of: '927.00', need: '3/4', holds: true },
      },
      passes: true,
      secure: true,
      least_to_win: [],
    };
    const gauge = gaugeOf(answer, rows, { on: '2026-11-22', article: '278' });
    expect(gauge.participation?.heads.need_count).toBe('8');
    expect(gauge.participation?.area.need_count).toBe('659.20');
    expect(gauge.agreement?.heads.need_count).toBe('9');
    expect(gauge.agreement?.area.need_count).toBe('695.25');
    expect(gauge.verdict).toBe('secure');
    expect(gauge.counts).toMatchObject({ agree: 1, oppose: 1, not_returned: 1 });
    expect(gaugeOf({ ...answer, secure: false, passes: false }, rows, { on: '', article: '' }).verdict).toBe(
      'blocked',
    );
    const open = { ...answer, secure: false, passes: false, least_to_win: ['3'] };
    expect(gaugeOf(open, rows, { on: '', article: '' }).verdict).toBe('possible');
  });
});
