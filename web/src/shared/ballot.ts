import type { Consent } from '@/api/types';

// The viewer's own ballot once it is handed in; being on the roll is not a ballot.
export function handedIn(consent: Consent | null | undefined): NonNullable<Consent['my_ballot']> | null {
  const ballot = consent?.my_ballot;
  return ballot && ballot.choice !== 'not_returned' && ballot.choice !== 'not_delivered' ? ballot : null;
}
