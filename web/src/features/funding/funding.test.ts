import { describe, expect, it } from 'vitest';
import type { Funding } from '@/api/types';
import { groupsOf, householdTotal, ledgerTotals, partsOf, priceDrop, totalOf } from './funding';

type Line = Funding['lines'][number];

function household(room: string, floors: number[], amount: string): Line {
  return { kind: 'household', label: room, amount, household: `h-${room}`, floors, state: null };
}

// Case B: 150,000 from the district, 20,000 twice, 60,000 twice.
const funding: Funding = {
  cost: '310000.00',
  compensation: '0.00',
  lines: [
    {
      kind: 'subsidy',
      label: '政府补贴',
      amount: '150000.00',
      household: null,
      floors: [],
      state: 'planned',
    },
    household('301', [3, 4], '20000.00'),
    household('302', [3, 4], '20000.00'),
    household('501', [5, 6], '60000.00'),
    household('502', [5, 6], '60000.00'),
  ],
  gap: '0.00',
  closes: true,
  rule: 'fixed',
  ledger: [],
};

describe('the money of one lift', () => {
  it('fills the bar when it closes', () => {
    const parts = partsOf(funding);
    expect(totalOf(funding)).toBe('310000.00');
    expect(parts.reduce((width, part) => width + part.width, 0)).toBeCloseTo(100, 3);
    expect(householdTotal(funding)).toBe('160000.00');
  });

  it('shows what is missing as a part of its own', () => {
    const parts = partsOf({ ...funding, cost: '318000.00', gap: '8000.00', closes: false });
    expect(parts.at(-1)).toMatchObject({ kind: 'gap', amount: '8000.00' });
    expect(parts.reduce((width, part) => width + part.width, 0)).toBeCloseTo(100, 3);
  });

  it('tells equal shares of the same floors in one row', () => {
    expect(groupsOf(funding)).toEqual([
      { low: 5, high: 6, households: 2, each: '60000.00', total: '120000.00' },
      { low: 3, high: 4, households: 2, each: '20000.00', total: '40000.00' },
    ]);
    const uneven = groupsOf({
      ...funding,
      lines: [household('301', [3], '1.00'), household('302', [3], '2.00')],
    });
    expect(uneven[0]).toMatchObject({ each: null, total: '3.00' });
  });

  it('knows by how much the price came down', () => {
    expect(priceDrop([{ amount: '350000.00' }, { amount: '310000.00' }])).toBe('40000.00');
    expect(priceDrop([{ amount: '310000.00' }, { amount: '350000.00' }])).toBeNull();
    expect(priceDrop([{ amount: '310000.00' }])).toBeNull();
  });

  it('runs the ledger to its balance', () => {
    const row = (into: string | null, out: string | null) => ({
      on: '2023-05-01',
      kind: 'payment',
      text: '',
      voucher: null,
      in: into,
      out,
      balance: '0.00',
    });
    expect(ledgerTotals([row('310000.00', null), row(null, '217000.00')])).toEqual({
      in: '310000.00',
      out: '217000.00',
      balance: '93000.00',
    });
  });
});
