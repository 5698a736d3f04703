// What lies on this device: the queue of what was noted without a network, and what was last read. The queue stays
// until it is sent; what was read is somebody's data and goes when they sign out.
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { Entry } from './outbox';

interface Schema extends DBSchema {
  outbox: { key: string; value: Entry };
  reads: { key: string; value: { path: string; value: unknown; at: string } };
}

let opened: Promise<IDBPDatabase<Schema>> | null = null;

function database(): Promise<IDBPDatabase<Schema>> {
  opened ??= openDB<Schema>('jiati', 1, {
    upgrade(db) {
      db.createObjectStore('outbox', { keyPath: 'key' });
      db.createObjectStore('reads', { keyPath: 'path' });
    },
  });
  return opened;
}

export interface Queue {
  all(): Promise<Entry[]>;
  put(entry: Entry): Promise<void>;
  remove(key: string): Promise<void>;
}

export const storedQueue: Queue = {
  async all() {
    return (await database()).getAll('outbox');
  },
  async put(entry) {
    await (await database()).put('outbox', entry);
  },
  async remove(key) {
    await (await database()).delete('outbox', key);
  },
};

// A browser may forbid storage: then nothing is kept, and the page works while there is a network.
export async function keepRead(path: string, value: unknown): Promise<void> {
  try {
    await (await database()).put('reads', { path, value, at: new Date().toISOString() });
  } catch {
    // see above
  }
}

export async function recallRead<T>(path: string): Promise<{ value: T; at: string } | null> {
  try {
    const kept = await (await database()).get('reads', path);
    return kept ? { value: kept.value as T, at: kept.at } : null;
  } catch {
    return null;
  }
}

export async function forgetReads(): Promise<void> {
  try {
    await (await database()).clear('reads');
  } catch {
    // see above
  }
}
