import { describe, expect, it } from 'vitest';
import { difference, fractionOf, fromHundredths, hundredths, percent, sum } from './exact';
import {
  addDays,
  built,
  dateLong,
  dateShort,
  daysBetween,
  instant,
  isWeekend,
  money,
  moneyExact,
  moneyInWords,
  span,
  today,
} from './format';

describe('amounts', () => {
  it('are read as whole hundredths', () => {
    expect(hundredths('20000.00')).toBe(2_000_000n);
    expect(hundredths('-3.5')).toBe(-350n);
    expect(fromHundredths(-5n)).toBe('-0.05');
  });

  it('refuse what is not an amount', () => {
    expect(() => hundredths('1e3')).toThrow(RangeError);
    expect(() => hundredths('12.345')).toThrow(RangeError);
  });

  it('add up beyond the reach of floats', () => {
    expect(sum(['0.10', '0.20', '90071992547409.93'])).toBe('90071992547410.23');
    expect(difference('695.25', '633.45')).toBe('61.80');
  });

  it('show fen only when there are any, and always in a ledger', () => {
    expect(money('310000.00')).toBe('310,000');
    expect(money('1234.50')).toBe('1,234.50');
    expect(moneyExact('0.00')).toBe('0.00');
    expect(moneyExact('-1000.00')).toBe('−1,000.00');
  });

  it('are written in words where a resident commits', () => {
    expect(moneyInWords('60000.00')).toBe('陆万元整');
    expect(moneyInWords('20000.00')).toBe('贰万元整');
    expect(moneyInWords('0.00')).toBe('零元整');
    expect(moneyInWords('10203.04')).toBe('壹万零贰佰零叁元零肆分');
    expect(moneyInWords('310500.60')).toBe('叁拾壹万零伍佰元陆角整');
    expect(moneyInWords('100000005.00')).toBe('壹亿零伍元整');
  });

  it('find their place on a bar', () => {
    expect(percent('659.20', '988.80')).toBeCloseTo(66.6666, 3);
    expect(percent('1.00', '0.00')).toBe(0);
    expect(fractionOf('3/4', '988.80')).toBe('741.60');
    expect(fractionOf('2/3', '100.00')).toBe('66.67');
  });
});

describe('dates', () => {
  const evening = Date.parse('2026-11-22T11:58:00Z'); // 19:58 at UTC+8

  it('are those of UTC+8, wherever the reader sits', () => {
    expect(new Date(evening).getTimezoneOffset()).not.toBe(-480);
    expect(today(Date.parse('2026-11-22T16:30:00Z'))).toBe('2026-11-23');
    expect(dateLong('2026-11-22', 'zh')).toBe('2026年11月22日（星期日）');
    expect(dateLong('2026-11-22', 'en')).toBe('Sunday, 22 November 2026');
  });

  it('say today and yesterday, and the year only when it is another', () => {
    expect(instant('2026-11-22T11:42:00Z', 'zh', evening)).toBe('今天 19:42');
    expect(instant('2026-11-21T12:30:00Z', 'zh', evening)).toBe('昨天 20:30');
    expect(instant('2023-04-10T02:00:00Z', 'zh', evening)).toBe('2023-04-10 10:00');
    expect(dateShort('2026-11-02', evening)).toBe('11-02');
  });

  it('count days across months and leap days', () => {
    expect(daysBetween('2023-06-25', '2023-09-15')).toBe(82);
    expect(addDays('2024-02-28', 2)).toBe('2024-03-01');
    expect(isWeekend('2026-11-22')).toBe(true);
    expect(isWeekend('2026-11-23')).toBe(false);
  });

  it('tell a year as exactly as the source does', () => {
    expect(built('2002', 'zh')).toBe('2002年');
    expect(built('1980s–1990s', 'zh')).toBe('1980年代–1990年代');
    expect(built('上世纪末', 'zh')).toBe('上世纪末');
  });

  it('are told as spans', () => {
    expect(span(68, 'zh')).toBe('68 天');
    expect(span(2496, 'zh')).toBe('6 年 10 个月');
    expect(span(365, 'en')).toBe('1 year');
    expect(span(1, 'en')).toBe('1 day');
  });
});
