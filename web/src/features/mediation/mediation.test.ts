import { describe, expect, it } from 'vitest';
import { amountOf, partiesOf } from './mediation';

describe('what was typed', () => {
  it('tells the offices at the table apart', () => {
    expect(partiesOf('社区、牵头业主, 施工单位；\n 街道 ')).toEqual(['社区', '牵头业主', '施工单位', '街道']);
    expect(partiesOf(' ， ')).toEqual([]);
  });
  it('reads an amount as people write it', () => {
    expect(amountOf('３,０００')).toBe('3000');
    expect(amountOf('  ')).toBeNull();
    expect(amountOf('三千')).toBe('三千');
  });
});
