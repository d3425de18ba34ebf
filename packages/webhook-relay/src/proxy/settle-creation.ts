import { ConfigurationError, type Client, type Clock } from '@scrapekit/core';
import type { Source } from '../config/config.ts';
import { followJob } from '../jobs/follow-job.ts';
import { findJobOperation } from '../jobs/job-operation.ts';
import type { Storage } from '../storage/tables.ts';
import {
  answerCreation,
  deleteCreation,
  findCreation,
  hasToolsId,
  loseCreation,
  type Creation,
  type StoredAnswer,
} from './creation-store.ts';
import type { CreateRoute } from './match-create.ts';

export const CREATION_QUEUE = 'creation';

/** The queue message by which a create is settled whose answer did not arrive, also after a crash. */
export interface CreationMessage {
  readonly creationId: string;
}

/** Later than any answer of a provider. */
export const SETTLE_AFTER_MS = 240_000;

export interface SettleOptions {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly clientOf: (source: Source) => Pick<Client, 'list'>;
  /** Called after a job was stored for the poller. */
  readonly onStored: () => void;
}

export interface Kept {
  readonly source: Source;
  readonly route: CreateRoute;
  readonly creation: Creation;
  readonly jobId: string;
  readonly answer: StoredAnswer;
}

/** Stores the answer to a create, and follows its job, in one transaction. */
export async function keepJob(
  { storage, clock, onStored }: SettleOptions,
  { source, route, creation, jobId, answer }: Kept,
): Promise<void> {
  await storage.transaction(async (trx) => {
    await answerCreation(trx, creation.id, { jobId, answer });
    const job = { id: jobId, operation: route.key };
    await followJob(trx, storage.queues, { source, job, origin: 'create', now: clock.now() });
  });
  onStored();
}

/**
 * What a look for the job of a create found: the answer for the tool, no such job, that the list cannot be read now, or
 * that there is no list.
 */
export type Look = StoredAnswer | 'absent' | 'unreadable' | 'no list';

/**
 * Looks for the job of a create without an answer, and follows it. When the provider does not know the job, the create is
 * forgotten once its time is over, so that the same request can be made again. Where there is no list, a create with an id
 * of the tool is kept, because that id stands for one job and the job may exist.
 */
export async function settleCreation(
  options: SettleOptions,
  source: Source,
  route: CreateRoute,
  creation: Creation,
): Promise<Look> {
  const { storage, clock } = options;
  const look = await lookForJob(options, source, route, creation);
  const isOver = clock.now() - creation.createdAt.getTime() >= SETTLE_AFTER_MS;
  const isForgotten = look === 'absent' || (look === 'no list' && !hasToolsId(creation));
  if (isOver && isForgotten) await storage.transaction(async (trx) => await deleteCreation(trx, creation.id));
  return look;
}

async function lookForJob(
  options: SettleOptions,
  source: Source,
  route: CreateRoute,
  creation: Creation,
): Promise<Look> {
  const { callersId } = creation;
  if (callersId === null || route.operation.list?.callersId === undefined) return 'no list';
  try {
    for await (const job of options.clientOf(source).list(route.key, { callersId })) {
      const answer = { status: 202, body: JSON.stringify(job.raw) };
      await keepJob(options, { source, route, creation, jobId: job.id, answer });
      return answer;
    }
    return 'absent';
  } catch (error) {
    // A later look may succeed, unless this server has no list.
    return ConfigurationError.isInstance(error) ? 'no list' : 'unreadable';
  }
}

/** Settles a create whose answer did not arrive in time. Returns whether nothing is left to do. */
export async function settleLate(
  options: SettleOptions,
  id: string,
  sources: readonly Source[],
): Promise<boolean> {
  const creation = await findCreation(options.storage.db, id);
  if (creation === undefined || creation.state === 'answered') return true;
  const source = sources.find(({ name }) => name === creation.source);
  const { operation: key } = creation;
  const operation = source && findJobOperation(source, key);
  if (source === undefined || operation === undefined) return true;
  await options.storage.transaction(async (trx) => await loseCreation(trx, id));
  const look = await settleCreation(options, source, { key, operation }, creation);
  const after = await findCreation(options.storage.db, id);
  return after === undefined || after.state === 'answered' || (look === 'no list' && hasToolsId(after));
}
