// What people type for an amount or an area: 20000, 20,000.50, ２００００, 2万, 31.5 万.
const HALF_WIDTH: Record<string, string> = { '．': '.', '，': ',', '－': '-', '−': '-', '\u3000': '' };

// Answers "20000.00", or null where it is no amount with at most two decimals.
export function parseAmount(text: string): string | null {
  const plain = text
    .replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
    .replace(/[．，－−\u3000]/g, (sign) => HALF_WIDTH[sign]!)
    .replace(/[,\s元]/g, '');
  const match = /^(-?)(\d{1,12})(?:\.(\d+))?(万?)$/.exec(plain);
  if (!match) return null;
  const [, sign, whole, decimals = '', unit] = match;
  const shift = unit ? 4 : 0;
  const digits = decimals.replace(/0+$/, '');
  if (digits.length > shift + 2) return null;
  const padded = digits.padEnd(shift + 2, '0');
  const value = BigInt(whole! + padded.slice(0, shift));
  return `${sign}${value}.${padded.slice(shift)}`;
}
