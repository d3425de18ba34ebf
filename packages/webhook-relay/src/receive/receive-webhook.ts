import {
  createWebhookReceiver,
  type Clock,
  type Inbox,
  type WebhookAnswer,
  type WebhookEvent,
  type WebhookRequest,
} from '@scrapekit/core';
import type { Source } from '../config/config.ts';
import { isEnd } from '../events/event.ts';
import { followJob } from '../jobs/follow-job.ts';
import { jobOperationsOf } from '../jobs/job-operation.ts';
import { countHints, findJob } from '../jobs/job-store.ts';
import { recordEnd } from '../jobs/record-end.ts';
import type { Storage } from '../storage/tables.ts';
import { readLateEvent } from './late-event.ts';

/** Anyone who knows the address of a source without signatures can name jobs, and each is read twice at most. */
const MOST_HINTS = 1_000;

export interface ReceiveOptions {
  readonly source: Source;
  readonly storage: Storage;
  readonly clock: Clock;
  /** Called after something was stored for the deliverer or the poller. */
  readonly onStored: () => void;
}

/**
 * Returns a function that answers the webhooks of a source. A genuine one is stored with its deliveries before it is
 * answered. An unsigned one only causes a reading of the job that it names, because anyone may have sent it. So does one that
 * does not report the end of a job, and a genuine one that is refused because it arrived too late (S05).
 */
export function createReceiver({
  source,
  storage,
  clock,
  onStored,
}: ReceiveOptions): (request: WebhookRequest) => Promise<WebhookAnswer> {
  const { provider, webhookSecrets: secrets } = source;
  const dispatch = async (event: WebhookEvent) => {
    await storeEvent({ source, storage, clock }, event);
    onStored();
  };
  const receive = createWebhookReceiver({ provider, secrets, clock, inbox: storedInbox, dispatch });
  return async (request) => {
    const answer = await receive(request);
    if (answer.rejection !== 'stale_timestamp') return answer;
    try {
      const event = readLateEvent(source, request, new Date(clock.now()));
      if (event !== undefined) await dispatch({ ...event, trust: 'hint' });
      return answer;
    } catch (failure) {
      return { status: 500, headers: {}, failure };
    }
  };
}

/** Every event is handed on, because the table of events recognises those that are stored already. */
const storedInbox: Inbox = {
  find: () => Promise.resolve(undefined),
  nudge: () => new Promise(() => {}),
  wake: () => {},
  keep: () => Promise.resolve(),
  claim: () => Promise.resolve({ settle: () => Promise.resolve(), release: () => Promise.resolve() }),
};

async function storeEvent(
  { source, storage, clock }: Pick<ReceiveOptions, 'source' | 'storage' | 'clock'>,
  event: WebhookEvent,
): Promise<void> {
  const { trust, jobId, status, payload: data } = event;
  // An event without an operation and a status is about something that the relay does not follow, such as a crawl.
  if (jobId === undefined || (event.operation === undefined && status === undefined)) return;
  const operation = event.operation ?? (await assumeOperation(storage, source, jobId));
  const now = clock.now();
  if (trust === 'signed' && isEnd(status)) {
    const end = { source, jobId, operation, status, isReconciled: false, data };
    await storage.transaction(async (trx) => {
      await recordEnd(trx, storage.queues, { end, now: new Date(now) });
    });
    return;
  }
  const origin = trust === 'hint' ? 'hint' : 'watch';
  if (origin === 'hint' && (await countHints(storage.db, source.name)) >= MOST_HINTS)
    throw new Error(
      `${source.name} has ${MOST_HINTS} jobs that unsigned or late webhooks named and that were not read yet.`,
    );
  await storage.transaction(async (trx) => {
    const job = { id: jobId, operation };
    await followJob(trx, storage.queues, { source, job, origin, now });
  });
}

/** Webhooks of Scrupp name no operation. It is known for a job that was created through the relay. */
async function assumeOperation({ db }: Storage, source: Source, jobId: string): Promise<string> {
  const followed = await findJob(db, source.name, jobId);
  return followed?.operation ?? jobOperationsOf(source)[0] ?? '';
}
