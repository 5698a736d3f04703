// Sentences that more than one part of the search says.
import type { AgreementCounts, Cause } from '@/api/types';
import { t } from '@/i18n';
import { difference, hundredths } from '@/shared/exact';

// "还差 1 户、82.40 m²。", empty where both tests hold.
export function shortfallWord(
  have: { heads: number; area_m2: string },
  need: AgreementCounts['need'],
): string {
  const heads = need.heads - have.heads;
  const area = difference(need.area_m2, have.area_m2);
  const isShort = hundredths(area) > 0n;
  if (heads > 0 && isShort) return t('agreement.short_by_both', { heads, area });
  if (heads > 0) return t('agreement.short_by_heads', { heads });
  return isShort ? t('agreement.short_by_area', { area }) : '';
}

export function causeWord(cause: Cause, missing: string | null): string {
  return t(`agreement.cause_${cause}`, { amount: missing });
}
