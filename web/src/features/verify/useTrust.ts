// The keys receipts are checked with on this device, asked for once and again when the network was away.
import { ref, shallowRef } from 'vue';
import { system } from './crypto';
import { keepPins, keysOf, recallPins, trustOf, type Trust } from './keys';
import { createLog, type LogClient } from './log';
import type { VerifierKey } from './note';

export type Trusted = { trust: Trust; keys: VerifierKey[]; signedAt: string | null };

export function useTrust(options: { log?: LogClient } = {}) {
  const log = options.log ?? createLog();
  const trusted = shallowRef<Trusted | null>(null);
  const isPending = ref(false); // the log has signed nothing yet

  async function load(): Promise<Trusted> {
    const pinned = recallPins();
    const told = await log.about();
    isPending.value = !told.ok && told.fault === 'pending';
    const trust: Trust = told.ok ? trustOf(pinned, told.value) : { state: 'offline', pins: pinned };
    if (trust.pins && trust.state !== 'changed') keepPins(trust.pins);
    const signedAt = told.ok ? told.value.signed_at : null;
    return (trusted.value = { trust, keys: await keysOf(trust.pins, system), signedAt });
  }

  // What the log offers instead of the key it had: taken over only when a person says so.
  async function accept(): Promise<void> {
    const trust = trusted.value?.trust;
    if (trust?.state !== 'changed') return;
    keepPins(trust.offered);
    await load();
  }

  return { log, trusted, isPending, load, accept };
}
