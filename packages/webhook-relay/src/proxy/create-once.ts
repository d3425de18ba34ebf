import { sleep } from '@scrapekit/core';
import type { Queues } from '@scrapekit/storage';
import type { Dispatcher } from 'undici';
import type { Source } from '../config/config.ts';
import type { Transaction } from '../storage/tables.ts';
import {
  deleteCreation,
  findCreation,
  findRival,
  insertCreation,
  loseCreation,
  type Creation,
  type StoredAnswer,
} from './creation-store.ts';
import type { CreateRoute } from './match-create.ts';
import { prepareCreate } from './prepare-create.ts';
import { relayError } from './relay-error.ts';
import {
  CREATION_QUEUE,
  keepJob,
  SETTLE_AFTER_MS,
  settleCreation,
  type CreationMessage,
  type SettleOptions,
} from './settle-creation.ts';
import { sendUpstream, type ToolRequest } from './upstream.ts';

/** How long a second request waits for the answer of the first. Tools wait for a minute or less. */
const PATIENCE_MS = 50_000;
const LOOK_EVERY_MS = 200;

export interface CreateOnceOptions extends SettleOptions {
  readonly dispatcher: Dispatcher;
  readonly webhookUrlOf: (source: Source) => string;
}

/** An answer for the tool. */
export interface ToolAnswer extends StoredAnswer {
  readonly contentType: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Creates a job for a tool, with the webhook of the relay. The create is stored before it is sent. The same request, while
 * the first has no answer, waits for it and gets the same answer, so that an impatient tool does not pay twice.
 */
export async function createOnce(
  options: CreateOnceOptions,
  { source, route, request, signal }: Create,
): Promise<ToolAnswer> {
  const { storage, clock } = options;
  const prepared = prepareCreate({
    source,
    route,
    request,
    webhookUrl: options.webhookUrlOf(source),
    now: clock.now(),
  });
  const { creation } = prepared;
  const until = clock.now() + PATIENCE_MS;
  let rivalId: string | undefined;
  for (;;) {
    // The request that was seen under way is waited for, also when it has its answer by now.
    const seen = rivalId === undefined ? undefined : await findCreation(storage.db, rivalId);
    if (seen === undefined) {
      const isFirst = await storage.transaction(
        async (trx) => await begin(trx, storage.queues, creation, clock.now()),
      );
      if (isFirst) return await send(options, { source, route, creation, request: prepared.request, signal });
    }
    const rival = seen ?? (await findRival(storage.db, creation));
    rivalId = rival?.id;
    if (rival?.answer !== undefined) return repeat(rival.answer, rival.fingerprint === creation.fingerprint);
    if (rival?.state === 'unknown') await settleCreation(options, source, route, rival);
    if (clock.now() >= until) return underWay(rival?.createdAt ?? creation.createdAt);
    await sleep(clock, LOOK_EVERY_MS, signal);
  }
}

const repeat = ({ status, body }: StoredAnswer, isSame: boolean): ToolAnswer =>
  isSame
    ? { status, body, contentType: 'application/json', headers: { 'x-relay-repeated': 'true' } }
    : refusal(409, 'The client_request_id belongs to another request. Send this one with a new id.');

const underWay = (since: Date): ToolAnswer =>
  refusal(
    409,
    `The same request is under way since ${since.toISOString()}. Send it again later; it does not start a second job.`,
    { 'retry-after': '30' },
  );

interface Create {
  readonly source: Source;
  readonly route: CreateRoute;
  readonly request: ToolRequest;
  readonly signal: AbortSignal;
}

/** Stores a create with the message that settles it if its answer does not arrive. */
async function begin(trx: Transaction, queues: Queues, creation: Creation, now: number): Promise<boolean> {
  if (!(await insertCreation(trx, creation))) return false;
  const message: CreationMessage = { creationId: creation.id };
  await queues.send(trx, CREATION_QUEUE, message, { startAfter: new Date(now + SETTLE_AFTER_MS) });
  return true;
}

async function send(
  options: CreateOnceOptions,
  { source, route, creation, request, signal }: Create & { readonly creation: Creation },
): Promise<ToolAnswer> {
  const { storage, dispatcher } = options;
  let status: number;
  let body: string;
  let contentType: string;
  try {
    const response = await sendUpstream(source, request, { dispatcher, signal });
    status = response.statusCode;
    body = await response.body.text();
    contentType = [response.headers['content-type']].flat()[0] ?? 'application/json';
  } catch {
    return await answerUnknown(options, source, route, creation);
  }
  if (status >= 500) return await answerUnknown(options, source, route, creation);
  const jobId = status < 300 ? jobIdIn(route, body) : undefined;
  if (jobId === undefined) {
    // Refused, or an answer that describes no job: the tool decides what to do next.
    await storage.transaction(async (trx) => await deleteCreation(trx, creation.id));
    return { status, body, contentType };
  }
  await keepJob(options, { source, route, creation, jobId, answer: { status, body } });
  return { status, body, contentType };
}

/** Answers a create whose outcome is unknown: with its job if the provider finds it by the caller's id. */
async function answerUnknown(
  options: CreateOnceOptions,
  source: Source,
  route: CreateRoute,
  creation: Creation,
): Promise<ToolAnswer> {
  await options.storage.transaction(async (trx) => await loseCreation(trx, creation.id));
  const found = await settleCreation(options, source, route, creation);
  if (found !== undefined) return { ...found, contentType: 'application/json' };
  const { name } = source.provider;
  const id = creation.callersId;
  return refusal(
    502,
    id === null
      ? `${name} gave no answer, so the job may exist and be charged. Look at its dashboard before you start it again.`
      : `${name} gave no answer. The relay looks for the job by its id ${id} and follows it. The same request, sent again, gets the job if it exists, and does not start a second one meanwhile.`,
  );
}

const refusal = (
  status: number,
  message: string,
  headers?: Readonly<Record<string, string>>,
): ToolAnswer => ({
  ...{ status, contentType: 'application/json', body: JSON.stringify(relayError(message)) },
  ...(headers && { headers }),
});

const jobIdIn = ({ operation }: CreateRoute, body: string): string | undefined => {
  try {
    return operation.parseJob(JSON.parse(body)).id;
  } catch {
    return undefined;
  }
};
