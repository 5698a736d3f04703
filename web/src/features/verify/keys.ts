// Which keys are trusted. The log names its key; this device keeps what it was told first and holds the log to it, so
// that nobody can put another log in its place unnoticed.
import type { Crypto } from './crypto';
import type { About, Epoch } from './log';
import { parseKey, type VerifierKey } from './note';

export interface Pins {
  city: string;
  keys: Record<string, string>; // verifier key by origin
  witnesses: string[];
}

export type Trust =
  | { state: 'first' | 'same'; pins: Pins }
  | { state: 'new_epoch'; pins: Pins; reason: string } // begun again, the earlier keys as they were
  | { state: 'changed'; pins: Pins; offered: Pins } // another key under a name that is known: not believed
  | { state: 'offline'; pins: Pins | null };

const STORAGE_KEY = 'jiati.log_keys';

export function recallPins(): Pins | null {
  try {
    const kept = JSON.parse(localStorage.getItem(STORAGE_KEY) ?? 'null') as Partial<Pins> | null;
    return kept?.city && kept.keys && Array.isArray(kept.witnesses) ? (kept as Pins) : null;
  } catch {
    return null; // storage may be forbidden; then each visit is the first
  }
}

export function keepPins(pins: Pins): void {
  try {
    localStorage.setItem(STORAGE_KEY, JSON.stringify(pins));
  } catch {
    // see recallPins
  }
}

export function offeredBy(about: About): Pins {
  const epochs: Epoch[] = [...about.earlier, about];
  return {
    city: about.city,
    keys: Object.fromEntries(epochs.map((epoch) => [epoch.origin, epoch.verifier_key])),
    witnesses: about.witnesses,
  };
}

export function trustOf(pinned: Pins | null, about: About): Trust {
  const offered = offeredBy(about);
  if (!pinned) return { state: 'first', pins: offered };
  const hasChanged = Object.entries(pinned.keys).some(([origin, key]) => offered.keys[origin] !== key);
  if (hasChanged) return { state: 'changed', pins: pinned, offered };
  return about.origin in pinned.keys
    ? { state: 'same', pins: offered }
    : { state: 'new_epoch', pins: offered, reason: about.reason ?? '' };
}

export async function keysOf(pins: Pins | null, crypto: Crypto): Promise<VerifierKey[]> {
  const texts = pins ? [...Object.values(pins.keys), ...pins.witnesses] : [];
  return (await Promise.all(texts.map((text) => parseKey(text, crypto)))).filter((key) => key !== null);
}
