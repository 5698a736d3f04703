// A choice not yet handed in stays on this device, so that a closed page loses nothing.
export type Choice = 'agree' | 'oppose' | 'abstain';
export const CHOICES: readonly Choice[] = ['agree', 'oppose', 'abstain'];

const key = (vote: string, household: string) => `jiati.draft.${vote}.${household}`;

export function recallDraft(vote: string, household: string): Choice | null {
  try {
    const value = localStorage.getItem(key(vote, household));
    return CHOICES.find((choice) => choice === value) ?? null;
  } catch {
    return null;
  }
}

export function keepDraft(vote: string, household: string, choice: Choice | null): void {
  try {
    if (choice) localStorage.setItem(key(vote, household), choice);
    else localStorage.removeItem(key(vote, household));
  } catch {
    // storage may be forbidden; then the draft lives as long as the page
  }
}
