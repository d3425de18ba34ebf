import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStorage } from '@scrapekit/storage';
import { onTestFinished } from 'vitest';
import { DELIVERY_QUEUE } from '../../src/deliver/outbox.ts';
import { POLL_QUEUE } from '../../src/jobs/follow-job.ts';
import { CREATION_QUEUE } from '../../src/proxy/settle-creation.ts';
import { schema } from '../../src/storage/schema.ts';
import type { Storage, Tables } from '../../src/storage/tables.ts';

/** Opens the embedded database of a relay. */
export const openRelayStorage = async (dataDir: string): Promise<Storage> =>
  await openStorage<Tables>(schema, {
    ...{ dataDir, queueNames: [DELIVERY_QUEUE, POLL_QUEUE, CREATION_QUEUE] },
    onError: (error) => {
      throw error;
    },
  });

/** Opens an embedded database with the tables of the relay, until the test is finished. */
export async function openTestStorage(): Promise<Storage> {
  const dataDir = await mkdtemp(join(tmpdir(), 'scrapekit-relay-'));
  const storage = await openRelayStorage(dataDir);
  onTestFinished(async () => {
    await storage.close();
    await rm(dataDir, { recursive: true, force: true });
  });
  return storage;
}
