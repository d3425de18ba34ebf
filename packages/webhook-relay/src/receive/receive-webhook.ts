import {
  createWebhookReceiver,
  type Clock,
  type Inbox,
  type JobReference,
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
  const followLate = async (event: WebhookEvent) => {
    const job = await jobOf({ source, storage }, event);
    if (job === undefined) return;
    await follow({ source, storage, clock }, job, 'watch');
    onStored();
  };
  const receive = createWebhookReceiver({ provider, secrets, clock, inbox: storedInbox, dispatch });
  return async (request) => {
    const answer = await receive(request);
    if (answer.rejection !== 'stale_timestamp') return answer;
    try {
      const event = readLateEvent(source, request, new Date(clock.now()));
      if (event !== undefined) await followLate(event);
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

type StoreOptions = Pick<ReceiveOptions, 'source' | 'storage' | 'clock'>;

async function storeEvent(options: StoreOptions, event: WebhookEvent): Promise<void> {
  const { source, storage, clock } = options;
  const job = await jobOf(options, event);
  if (job === undefined) return;
  const { trust, status, payload: data } = event;
  if (trust !== 'signed' || !isEnd(status)) {
    await follow(options, job, trust === 'hint' ? 'hint' : 'watch');
    return;
  }
  const { id: jobId, operation } = job;
  const end = { source, jobId, operation, status, isReconciled: false, data };
  await storage.transaction(async (trx) => {
    await recordEnd(trx, storage.queues, { end, now: new Date(clock.now()) });
  });
}

async function follow(
  { source, storage, clock }: StoreOptions,
  job: JobReference,
  origin: 'hint' | 'watch',
): Promise<void> {
  if (origin === 'hint' && (await countHints(storage.db, source.name)) >= MOST_HINTS)
    throw new Error(
      `${source.name} has ${MOST_HINTS} jobs that unsigned webhooks named and that were not read yet.`,
    );
  await storage.transaction(async (trx) => {
    await followJob(trx, storage.queues, { source, job, origin, now: clock.now() });
  });
}

/** Returns the job of an event, or undefined when the relay does not follow what it is about, such as a crawl. */
async function jobOf(
  { source, storage: { db } }: Pick<ReceiveOptions, 'source' | 'storage'>,
  { jobId: id, operation, status }: WebhookEvent,
): Promise<JobReference | undefined> {
  if (id === undefined || (operation === undefined && status === undefined)) return undefined;
  if (operation !== undefined) return { id, operation };
  // A webhook of Scrupp may not name the operation (S03). It is known for a job that was created through the relay.
  const followed = await findJob(db, source.name, id);
  return { id, operation: followed?.operation ?? jobOperationsOf(source)[0] ?? '' };
}
