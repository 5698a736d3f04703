// Words and figures as people here write them. Dates are civil dates at UTC+8 wherever the reader is.
import { fromHundredths, hundredths } from './exact';

export type Lang = 'zh' | 'en';

function grouped(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, ',');
}

// "20000.00" -> "20,000"; fen are shown only when there are any.
export function money(amount: string): string {
  const exact = moneyExact(amount);
  return exact.endsWith('.00') ? exact.slice(0, -3) : exact;
}

// Two decimals always: ledgers, bills, notices.
export function moneyExact(amount: string): string {
  const [yuan, fen] = fromHundredths(hundredths(amount)).replace('-', '').split('.');
  return `${hundredths(amount) < 0n ? '−' : ''}${grouped(yuan!)}.${fen}`;
}

export function area(squareMetres: string): string {
  return moneyExact(squareMetres);
}

export function count(value: number): string {
  return value < 0 ? `−${grouped(String(-value))}` : grouped(String(value));
}

const DIGITS = '零壹贰叁肆伍陆柒捌玖';
const PLACES = ['', '拾', '佰', '仟'];
const GROUPS = ['', '万', '亿', '万亿'];

function groupInWords(value: number): string {
  let words = '';
  let zero = false;
  for (let place = 3; place >= 0; --place) {
    const digit = Math.floor(value / 10 ** place) % 10;
    if (digit === 0) {
      zero = words !== '';
    } else {
      words += (zero ? '零' : '') + DIGITS[digit] + PLACES[place];
      zero = false;
    }
  }
  return words;
}

// "60000.00" -> 陆万元整: beside the digits wherever a resident commits.
export function moneyInWords(amount: string): string {
  const total = hundredths(amount);
  if (total < 0n) return `负${moneyInWords(fromHundredths(-total))}`;
  let yuan = total / 100n;
  const jiao = Number((total / 10n) % 10n);
  const fen = Number(total % 10n);
  const groups: number[] = [];
  while (yuan > 0n) {
    groups.unshift(Number(yuan % 10_000n));
    yuan /= 10_000n;
  }
  let words = '';
  let gap = false;
  groups.forEach((value, index) => {
    if (value === 0) {
      gap = words !== '';
      return;
    }
    if (words && (gap || value < 1000)) words += '零';
    words += groupInWords(value) + GROUPS[groups.length - 1 - index];
    gap = false;
  });
  words = `${words || '零'}元`;
  if (jiao === 0 && fen === 0) return `${words}整`;
  if (jiao > 0) words += `${DIGITS[jiao]}角`;
  else words += '零';
  return fen > 0 ? `${words}${DIGITS[fen]}分` : `${words}整`;
}

const OFFSET_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;

export interface Civil {
  year: number;
  month: number;
  day: number;
}

export function civil(date: string): Civil {
  const [year, month, day] = date.slice(0, 10).split('-').map(Number);
  return { year: year!, month: month ?? 1, day: day ?? 1 };
}

export function today(now: number = Date.now()): string {
  return new Date(now + OFFSET_MS).toISOString().slice(0, 10);
}

function dayNumber(date: string): number {
  return Date.parse(`${date.slice(0, 10)}T00:00:00Z`) / DAY_MS;
}

export function daysBetween(from: string, to: string): number {
  return Math.round(dayNumber(to) - dayNumber(from));
}

export function addDays(date: string, days: number): string {
  return new Date((dayNumber(date) + days) * DAY_MS).toISOString().slice(0, 10);
}

// 0 = Sunday.
export function weekday(date: string): number {
  return new Date(dayNumber(date) * DAY_MS).getUTCDay();
}

export function isWeekend(date: string): boolean {
  return weekday(date) % 6 === 0;
}

const WEEKDAYS = {
  zh: ['星期日', '星期一', '星期二', '星期三', '星期四', '星期五', '星期六'],
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
};
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

export function dateLong(date: string, lang: Lang): string {
  const { year, month, day } = civil(date);
  const name = WEEKDAYS[lang][weekday(date)]!;
  return lang === 'zh'
    ? `${year}年${month}月${day}日（${name}）`
    : `${name}, ${day} ${MONTHS[month - 1]} ${year}`;
}

export function datePlain(date: string, lang: Lang): string {
  const { year, month, day } = civil(date);
  return lang === 'zh' ? `${year}年${month}月${day}日` : `${day} ${MONTHS[month - 1]} ${year}`;
}

// For lists: the year only when it is not this one.
export function dateShort(date: string, now: number = Date.now()): string {
  return date.slice(0, 4) === today(now).slice(0, 4) ? date.slice(5, 10) : date.slice(0, 10);
}

// 今天 19:42, 昨天 20:30, otherwise the date.
export function instant(text: string, lang: Lang, now: number = Date.now()): string {
  const shifted = new Date(Date.parse(text) + OFFSET_MS).toISOString();
  const date = shifted.slice(0, 10);
  const clock = shifted.slice(11, 16);
  const ago = daysBetween(date, today(now));
  if (ago === 0) return `${lang === 'zh' ? '今天' : 'today'} ${clock}`;
  if (ago === 1) return `${lang === 'zh' ? '昨天' : 'yesterday'} ${clock}`;
  return `${dateShort(date, now)} ${clock}`;
}

export function instantLong(text: string, lang: Lang): string {
  const shifted = new Date(Date.parse(text) + OFFSET_MS).toISOString();
  return `${dateLong(shifted.slice(0, 10), lang)} ${shifted.slice(11, 16)}`;
}

// A span of days as people say it: 68 天, 10 个月, 6 年 10 个月.
export function span(days: number, lang: Lang): string {
  const zh = lang === 'zh';
  const plural = (value: number, word: string) => `${value} ${word}${value === 1 ? '' : 's'}`;
  if (days < 90) return zh ? `${days} 天` : plural(days, 'day');
  const months = Math.floor((days + 1) / 30.4375); // a year of 365 days is a whole one
  const years = Math.floor(months / 12);
  const rest = months % 12;
  if (years === 0) return zh ? `${months} 个月` : plural(months, 'month');
  const left = zh ? `${years} 年` : plural(years, 'year');
  if (rest === 0) return left;
  return zh ? `${left} ${rest} 个月` : `${left} ${plural(rest, 'month')}`;
}

// "2004" -> 2004年, "1990s" -> 1990年代: as exact as the source is.
export function built(when: string, lang: Lang): string {
  if (lang === 'en') return when;
  return /^\d{4}$/.test(when) ? `${when}年` : when.replace(/(\d{4})s/g, '$1年代');
}

const NUMERALS = '零一二三四五六七八九十';

// 六层, 十一层: storeys in words as far as people write them so.
export function numeral(value: number): string {
  if (value === 2) return '两';
  if (value <= 10) return NUMERALS[value] ?? String(value);
  if (value < 20) return `十${NUMERALS[value - 10]}`;
  return String(value);
}
