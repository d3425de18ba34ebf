import { ApiError, pollDelayMs, type Client, type Clock, type Job } from '@scrapekit/core';
import { createPump, type ClaimedMessage, type Pump } from '@scrapekit/storage';
import type { RelayConfig, Source } from '../config/config.ts';
import { isEnd } from '../events/event.ts';
import type { Storage } from '../storage/tables.ts';
import { bookPoll, POLL_QUEUE, type PollMessage } from './follow-job.ts';
import { deleteJob, findJob, notePoll, type FollowedJob } from './job-store.ts';
import { recordEnd } from './record-end.ts';

const POLLS_AT_ONCE = 20;
const POLLS_PER_SOURCE = 5;
const DAY_MS = 86_400_000;
/** A job is followed for so long. */
const FOLLOWED_MS = 7 * DAY_MS;
/** A job that was created a moment ago may be unknown for a while. */
const SETTLING_MS = 60_000;
/** A refused key is tried again after so long, because only the operator can mend it. */
const REFUSED_KEY_MS = 600_000;

export interface PollerOptions {
  readonly config: RelayConfig;
  readonly storage: Storage;
  readonly clock: Clock;
  readonly random: () => number;
  readonly clientOf: (source: Source) => Pick<Client, 'get'>;
  /** Called after the end of a job was stored. */
  readonly onStored: () => void;
  readonly onError: (error: unknown) => void;
}

/** Reads jobs whose webhook is late, at the cadence that the provider documents, until they have ended. */
export function createPoller(options: PollerOptions): Pump {
  return createPump<PollMessage>(options.storage.queues, {
    queue: POLL_QUEUE,
    concurrency: POLLS_AT_ONCE,
    perAccount: POLLS_PER_SOURCE,
    onError: options.onError,
    handle: async (claim, signal) => await poll(options, claim, signal),
  });
}

async function poll(
  options: PollerOptions,
  claim: ClaimedMessage<PollMessage>,
  signal: AbortSignal,
): Promise<void> {
  const { storage, config } = options;
  const { source: name, jobId, polls } = claim.message;
  const followed = await findJob(storage.db, name, jobId);
  const source = config.sources.find((one) => one.name === name);
  if (source === undefined || followed?.state !== 'open' || followed.polls !== polls) {
    await storage.queues.complete(claim);
    return;
  }
  const reading = await read(options, { source, followed, signal });
  signal.throwIfAborted();
  if (reading.job !== undefined && isEnd(reading.job.status))
    await endFollowed(options, claim, { source, job: reading.job });
  else await pollAgain(options, claim, { source, followed, error: reading.error });
}

interface Reading {
  readonly job?: Job;
  readonly error?: unknown;
}

async function read(
  { clientOf }: PollerOptions,
  {
    source,
    followed,
    signal,
  }: { readonly source: Source; readonly followed: FollowedJob; readonly signal: AbortSignal },
): Promise<Reading> {
  try {
    const { id, operation } = followed;
    return { job: await clientOf(source).get({ id, operation }, { signal }) };
  } catch (error) {
    return { error };
  }
}

async function endFollowed(
  { storage, clock, onStored }: PollerOptions,
  claim: ClaimedMessage<PollMessage>,
  { source, job }: { readonly source: Source; readonly job: Job },
): Promise<void> {
  const { id: jobId, operation, status, raw: data } = job;
  if (!isEnd(status)) throw new Error(`Job ${jobId} has not ended.`);
  const end = { source, jobId, operation, status, isReconciled: true, data };
  await storage.transaction(async (trx) => {
    await recordEnd(trx, storage.queues, { end, now: new Date(clock.now()) });
  });
  await storage.queues.complete(claim);
  onStored();
}

async function pollAgain(
  { storage, clock, random }: PollerOptions,
  claim: ClaimedMessage<PollMessage>,
  {
    source,
    followed,
    error,
  }: { readonly source: Source; readonly followed: FollowedJob; readonly error: unknown },
): Promise<void> {
  const now = clock.now();
  const ageMs = now - followed.createdAt.getTime();
  // A job that only an unsigned webhook named has ended, if it exists at all. Two readings are enough for it.
  const isHint = followed.origin === 'hint';
  const isGone = isUnknownJob(error) && (ageMs >= SETTLING_MS || (isHint && followed.polls > 0));
  const isLost = isGone || ageMs >= FOLLOWED_MS;
  const asked = ApiError.isInstance(error) ? (error.retryAfterMs ?? 0) : 0;
  const pauseMs = isRefusedKey(error) ? REFUSED_KEY_MS : pollDelayMs(source.provider.cadence, ageMs, random);
  const at = new Date(now + Math.max(asked, pauseMs));
  const note = error === undefined ? null : messageOf(error);
  await storage.transaction(async (trx) => {
    // Anyone may have made the id up, so such jobs would fill the database.
    if (isGone && isHint) {
      await deleteJob(trx, followed);
      return;
    }
    const change = {
      now: new Date(now),
      nextPollAt: isLost ? null : at,
      error: isLost ? reasonOf(isGone, note) : note,
      isLost,
    };
    const isOpen = await notePoll(trx, followed, change);
    const next = { source: source.name, jobId: followed.id, polls: followed.polls + 1 };
    if (isOpen && !isLost) await bookPoll(trx, storage.queues, { ...next, at });
  });
  await storage.queues.complete(claim);
}

const reasonOf = (isGone: boolean, note: string | null): string =>
  isGone
    ? `The provider does not know this job: ${note ?? ''}`
    : `The job did not end within seven days.${note === null ? '' : ` The last failure: ${note}`}`;

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : 'The reading failed for an unknown reason.';

const isUnknownJob = (error: unknown): boolean =>
  ApiError.isInstance(error) && (error.status === 404 || error.status === 410);

const isRefusedKey = (error: unknown): boolean =>
  ApiError.isInstance(error) && (error.status === 401 || error.status === 403);
