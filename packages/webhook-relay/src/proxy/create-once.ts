import { sleep } from '@scrapekit/core';
import { failureOf } from '@scrapekit/guarded-http';
import type { Queues } from '@scrapekit/storage';
import type { Dispatcher } from 'undici';
import type { Source } from '../config/config.ts';
import type { Db, Transaction } from '../storage/tables.ts';
import {
  deleteCreation,
  findByToolsId,
  findCreation,
  hasToolsId,
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
      const stored = await storage.transaction(
        async (trx) => await begin(trx, storage.queues, creation, clock.now()),
      );
      if (stored === creation.id)
        return await send(options, { source, route, creation, request: prepared.request, signal });
      rivalId = stored;
    }
    const rival = seen ?? (await findRival(storage.db, rivalId, creation));
    rivalId = rival?.id;
    if (rival?.answer !== undefined) return repeat(rival.answer, rival.fingerprint === creation.fingerprint);
    if (rival?.state === 'unknown') {
      const look = await settleCreation(options, source, route, rival);
      if (look === 'no list' && hasToolsId(rival)) return outcomeUnknown(source, rival);
    }
    if (clock.now() >= until) return underWay(rival?.createdAt ?? creation.createdAt);
    await sleep(clock, LOOK_EVERY_MS, signal);
  }
}

const findRival = async (
  db: Db,
  id: string | undefined,
  creation: Creation,
): Promise<Creation | undefined> =>
  id === undefined ? await findByToolsId(db, creation) : await findCreation(db, id);

const repeat = ({ status, body }: StoredAnswer, isSame: boolean): ToolAnswer =>
  isSame
    ? { status, body, contentType: 'application/json', headers: { 'x-relay-repeated': 'true' } }
    : refusal(
        409,
        'The client_request_id or the Idempotency-Key belongs to another request. Send this one with a new one.',
      );

const underWay = (since: Date): ToolAnswer =>
  refusal(
    409,
    `The same request has been under way since ${since.toISOString()}. Send it again later; it does not start a second job.`,
    { 'retry-after': '30' },
  );

interface Create {
  readonly source: Source;
  readonly route: CreateRoute;
  readonly request: ToolRequest;
  readonly signal: AbortSignal;
}

/**
 * Stores a create with the message that settles it if its answer does not arrive. Returns the id of the create that is
 * stored: another one when the same request is under way.
 */
async function begin(
  trx: Transaction,
  queues: Queues,
  creation: Creation,
  now: number,
): Promise<string | undefined> {
  const stored = await insertCreation(trx, creation);
  if (stored !== creation.id) return stored;
  const message: CreationMessage = { creationId: creation.id };
  await queues.send(trx, CREATION_QUEUE, message, { startAfter: new Date(now + SETTLE_AFTER_MS) });
  return stored;
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
  } catch (error) {
    if (!isUnsent(error)) return await answerUnknown(options, source, route, creation);
    await storage.transaction(async (trx) => await deleteCreation(trx, creation.id));
    return refusal(
      502,
      `${source.provider.name} could not be reached, so nothing was started. Try again later.`,
    );
  }
  const jobId = status < 300 ? jobIdIn(route, body) : undefined;
  const isUnread = jobId === undefined && status < 300 && !isAlsoCall(source, route);
  if (status >= 500 || isUnread) return await answerUnknown(options, source, route, creation);
  if (jobId === undefined) {
    // Refused, or the answer of an operation that answers at once: the tool decides what to do next.
    await storage.transaction(async (trx) => await deleteCreation(trx, creation.id));
    return { status, body, contentType };
  }
  await keepJob(options, { source, route, creation, jobId, answer: { status, body } });
  return { status, body, contentType };
}

/** Whether no connection came about, so that the provider knows nothing of the request. */
function isUnsent(error: unknown): boolean {
  const { kind, code } = failureOf(error);
  return ['name', 'resolver', 'refused', 'certificate'].includes(kind) || code === 'UND_ERR_CONNECT_TIMEOUT';
}

/** Whether the route of a create is also that of an operation that answers at once, as with Scrapfly. */
const isAlsoCall = ({ provider }: Source, { operation }: CreateRoute): boolean =>
  Object.values(provider.operations).some((each) => each.kind === 'call' && each.route === operation.create);

/** Answers a create whose outcome is unknown: with its job if the provider finds it by the caller's id. */
async function answerUnknown(
  options: CreateOnceOptions,
  source: Source,
  route: CreateRoute,
  creation: Creation,
): Promise<ToolAnswer> {
  await options.storage.transaction(async (trx) => await loseCreation(trx, creation.id));
  const look = await settleCreation(options, source, route, creation);
  if (typeof look === 'object') return { ...look, contentType: 'application/json' };
  if (look === 'no list') return outcomeUnknown(source, creation);
  return refusal(
    502,
    `${source.provider.name} gave no answer. The relay looks for the job by its id ${String(creation.callersId)} and follows it. The same request, sent again, gets the job if it exists, and does not start a second one meanwhile.`,
  );
}

function outcomeUnknown({ provider: { name } }: Source, creation: Creation): ToolAnswer {
  const again = hasToolsId(creation) ? ', with another id' : '';
  return refusal(
    502,
    `${name} gave no answer that names a job, so the job may exist and be charged. Look at its dashboard before you start it again${again}.`,
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
