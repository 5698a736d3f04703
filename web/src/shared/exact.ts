// Money and areas arrive as text with two decimals. They are compared and added as whole hundredths, never as floats.

export function hundredths(text: string): bigint {
  const match = /^(-?)(\d+)(?:\.(\d{1,2}))?$/.exec(text.trim());
  if (!match) throw new RangeError(`not an amount: ${text}`);
  const value = BigInt(match[2]!) * 100n + BigInt((match[3] ?? '').padEnd(2, '0') || '0');
  return match[1] ? -value : value;
}

export function fromHundredths(value: bigint): string {
  const positive = value < 0n ? -value : value;
  return `${value < 0n ? '-' : ''}${positive / 100n}.${String(positive % 100n).padStart(2, '0')}`;
}

export function sum(amounts: readonly string[]): string {
  return fromHundredths(amounts.reduce((total, amount) => total + hundredths(amount), 0n));
}

export function difference(left: string, right: string): string {
  return fromHundredths(hundredths(left) - hundredths(right));
}

export function isZero(amount: string): boolean {
  return hundredths(amount) === 0n;
}

// Where a part ends on a bar of the whole, in percent. For drawing only.
export function percent(part: string, whole: string): number {
  const of = hundredths(whole);
  if (of <= 0n) return 0;
  return Number((hundredths(part) * 1_000_000n) / of) / 10_000;
}

// "3/4" of "12" as text, rounded up to the hundredth: the line a bar draws when everybody counts.
export function fractionOf(fraction: string, whole: string): string {
  const [numerator, denominator] = fraction.split('/').map((part) => BigInt(part));
  if (!denominator) return whole;
  const product = hundredths(whole) * numerator!;
  return fromHundredths((product + denominator - 1n) / denominator);
}
