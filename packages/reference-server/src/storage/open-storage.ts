import * as storage from '@scrapekit/storage';
import { collectEvents, type CommittedEvent } from './committed-events.ts';
import { schema } from './schema.ts';
import type { Tables } from './tables.ts';

/** The tables and the queues of the server, in one database. */
export type Storage = storage.Storage<Tables>;

export interface StorageOptions extends Omit<storage.StorageOptions<Tables>, 'onTransaction'> {
  /** Called with what a transaction did, after it has committed. */
  readonly onCommitted?: (event: CommittedEvent) => void;
}

/** Opens the database of the server and brings its tables up to date. Throws DatabaseError when it cannot be used. */
export async function openStorage({ onCommitted, ...options }: StorageOptions): Promise<Storage> {
  return await storage.openStorage<Tables>(schema, {
    ...options,
    onTransaction:
      onCommitted &&
      ((trx) => {
        const events = collectEvents(trx);
        return () => events.forEach(onCommitted);
      }),
  });
}
