// What the log tells anybody over HTTP. Nothing of it is believed here: see keys.ts for what is trusted and why.
import type { Bytes } from './bytes';
import type { TileFetcher } from './tiles';

// A log begins again under a new key when a store had to be restored from a backup; each beginning is an epoch.
export interface Epoch {
  origin: string;
  verifier_key: string;
  began: string;
  reason?: string; // from the second epoch on
  size: number;
  signed_at: string | null;
}

export interface About extends Epoch {
  city: string;
  witnesses: string[]; // their verifier keys
  earlier: Epoch[];
}

export type LogFault =
  | 'no_answer' // no network, or an answer that makes no sense
  | 'pending' // recorded, but the log has not signed it yet
  | 'unknown_leaf'; // the log says that it has no such entry
export type Told<T> = { ok: true; value: T } | { ok: false; fault: LogFault };

async function ask<T>(
  path: string,
  read: (response: Response) => Promise<T>,
  fetcher: typeof fetch,
): Promise<Told<T>> {
  try {
    const response = await fetcher(path, { credentials: 'omit', cache: 'no-cache' });
    if (response.ok) return { ok: true, value: await read(response) };
    if (response.status === 503) return { ok: false, fault: 'pending' };
    return { ok: false, fault: response.status === 404 ? 'unknown_leaf' : 'no_answer' };
  } catch {
    return { ok: false, fault: 'no_answer' };
  }
}

const bytesOf = async (response: Response): Promise<Bytes> => new Uint8Array(await response.arrayBuffer());

// `fetcher` can be replaced in tests.
export function createLog(fetcher: typeof fetch = (...request) => fetch(...request)) {
  return {
    about: () => ask('/api/v1/log', (response) => response.json() as Promise<About>, fetcher),
    receipt: (leaf: string) => ask(`/api/v1/log/proof?leaf=${leaf}`, bytesOf, fetcher),
    checkpoint: (city: string) => ask(`/log/${encodeURIComponent(city)}/checkpoint`, bytesOf, fetcher),
    tiles:
      (city: string): TileFetcher =>
      async (path) => {
        const told = await ask(`/log/${encodeURIComponent(city)}/${path}`, bytesOf, fetcher);
        return told.ok ? told.value : null;
      },
  };
}
export type LogClient = ReturnType<typeof createLog>;
