import { createGuardedAgent } from '@scrapekit/guarded-http';
import { TestClock } from 'pg-boss';
import { createAccount } from '../../src/accounts/accounts.ts';
import { openStorage, type Storage } from '../../src/storage/open-storage.ts';
import { createDeliverer } from '../../src/webhooks/deliverer.ts';
import { bookDeliveries, WEBHOOK_QUEUE } from '../../src/webhooks/outbox.ts';
import type { WebhookSender } from '../../src/webhooks/webhook-sender.ts';
import { eventually } from '../support/eventually.ts';
import type { TestDatabase } from '../support/test-database.ts';

export const SCENE_START = Date.parse('2026-11-20T00:00:00Z');

export interface SceneBooking {
  readonly provider: string;
  readonly url: string;
  readonly isManual?: boolean;
}

export type DeliveryScene = Awaited<ReturnType<typeof openDeliveryScene>>;

/** Opens a storage with one account, and a deliverer on it that sends to receivers on loopback. */
export async function openDeliveryScene(database: TestDatabase, senders: readonly WebhookSender[]) {
  const clock = new TestClock(SCENE_START);
  const failures: unknown[] = [];
  const onError = (error: unknown) => void failures.push(error);
  const storage = await openStorage({
    ...database.settings,
    queueNames: [WEBHOOK_QUEUE],
    onError,
    queueClock: clock,
  });
  const dispatcher = createGuardedAgent({ allowPrivate: true });
  const serverClock = {
    now: () => clock.now(),
    sleep: () => Promise.reject(new Error('Nothing sleeps here.')),
  };
  const deliverer = createDeliverer({
    storage,
    clock: serverClock,
    dispatcher,
    senders,
    publicUrl: () => 'https://server.example',
    isDropped: () => false,
    onError,
  });
  const accountId = await addAccount(storage, 'a@example.com');
  const read = async (id: string) =>
    await storage.db.selectFrom('delivery').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  return {
    storage,
    clock,
    serverClock,
    deliverer,
    accountId,
    failures,
    read,
    addAccount: async (email: string) => await addAccount(storage, email),
    /** Books a delivery without a job and returns its id. */
    book: async ({ provider, url, isManual }: SceneBooking) => {
      const origin = { accountId, provider, jobId: null, at: new Date(clock.now()), isManual };
      const announcements = [{ event: 'test', url }];
      const [id = ''] = await storage.transaction(
        async (trx) => await bookDeliveries(trx, storage.queues, { origin, announcements }),
      );
      return id;
    },
    /** Waits until the delivery has this state after so many attempts. */
    reached: async (id: string, state: string, attempts: number) =>
      await eventually(
        async () => {
          deliverer.wake();
          return await read(id);
        },
        (delivery) => delivery.state === state && delivery.attempts === attempts,
      ),
    close: async () => {
      await deliverer.stop();
      await dispatcher.destroy();
      await storage.close();
    },
  };
}

async function addAccount(storage: Storage, email: string): Promise<string> {
  const account = { email, passwordHash: '', opening: 0, at: new Date(SCENE_START) };
  return (await storage.transaction(async (trx) => await createAccount(trx, account)))?.id ?? '';
}
