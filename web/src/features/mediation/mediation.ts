// The choices of a talk with one household, and what its fields make of what was typed.
export const LEVELS = ['community', 'street', 'peoples_mediation', 'hearing'] as const;
export const OFFER_KINDS = [
  'frosted_panes',
  'compensation',
  'free_rides',
  'waived_upkeep',
  'canopy',
  'plan_change',
  'other',
] as const;

// "社区、牵头业主, 施工单位" -> three offices or duties; blanks are left out.
export function partiesOf(text: string): string[] {
  return text
    .split(/[,，、;；\n]/)
    .map((part) => part.trim())
    .filter(Boolean);
}

// Yuan as typed, full-width digits and thousands' commas allowed; null where the field is empty. What is no amount is
// handed on as it stands, so that the answer names it.
export function amountOf(text: string): string | null {
  const plain = text.normalize('NFKC').replaceAll(',', '').trim();
  return plain === '' ? null : plain;
}
