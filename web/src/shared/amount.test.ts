import { describe, expect, it } from 'vitest';
import { parseAmount } from './amount';

describe('an amount as typed', () => {
  it.each([
    ['20000', '20000.00'],
    ['20,000.5', '20000.50'],
    ['２０，０００', '20000.00'],
    ['2万', '20000.00'],
    ['31.5 万元', '315000.00'],
    ['0.00015万', '1.50'],
    ['-3000', '-3000.00'],
    ['007', '7.00'],
  ])('%s is %s', (typed, amount) => expect(parseAmount(typed)).toBe(amount));

  it.each(['', '1.234', 'abc', '1-2', '3千', '99999999999999', '1.2.3'])('%s is none', (typed) =>
    expect(parseAmount(typed)).toBeNull(),
  );
});
