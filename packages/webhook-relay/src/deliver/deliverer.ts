import type { Client, Clock } from '@scrapekit/core';
import { sendWebhook, STOPPED, type SendResult } from '@scrapekit/guarded-http';
import { createPump, type ClaimedMessage, type Pump } from '@scrapekit/storage';
import type { Dispatcher } from 'undici';
import type { RelayConfig, Source, Target } from '../config/config.ts';
import type { StoredEvent } from '../events/event.ts';
import { findEvent } from '../events/event-store.ts';
import type { RelayKeys } from '../storage/relay-keys.ts';
import type { Storage, Transaction } from '../storage/tables.ts';
import { insertAttempt } from './attempt-store.ts';
import { retryAfterFailure } from './back-off.ts';
import { composeMessage, eventBytes } from './compose.ts';
import { changeDelivery, takeDelivery, type DeliveryChange, type TakenDelivery } from './delivery-store.ts';
import { bookTurn, DELIVERY_QUEUE, type DeliveryMessage } from './outbox.ts';
import { hideInAnswer } from './hide-secrets.ts';
import { deletePages, findPage } from './page-store.ts';
import { prepareRows } from './prepare-rows.ts';
import { refitRows } from './refit-rows.ts';

const DELIVERIES_AT_ONCE = 50;
/** A slow target delays only its own deliveries. */
const DELIVERIES_PER_TARGET = 5;
/** One message makes requests for so long. The next ones wait for their turn behind other deliveries. */
const TURN_MS = 20_000;
const policy = { timeoutMs: 30_000, maxRedirects: 0 };

export interface DelivererOptions {
  readonly config: RelayConfig;
  readonly storage: Storage;
  readonly clock: Clock;
  readonly random: () => number;
  readonly keys: RelayKeys;
  readonly dispatcher: Dispatcher;
  readonly clientOf: (source: Source) => Pick<Client, 'results'>;
  /** Called after each request with what came of it. */
  readonly onAttempt: (attempt: AttemptNotice) => void;
  readonly onError: (error: unknown) => void;
}

export interface AttemptNotice {
  readonly delivery: TakenDelivery;
  readonly state: DeliveryChange['state'];
  readonly statusCode: number | null;
  readonly error: string | null;
  readonly tookMs: number;
}

/** Makes the requests of deliveries. Each is made at least once: an attempt that a crash cut short is made again. */
export function createDeliverer(options: DelivererOptions): Pump {
  return createPump<DeliveryMessage>(options.storage.queues, {
    queue: DELIVERY_QUEUE,
    concurrency: DELIVERIES_AT_ONCE,
    perAccount: DELIVERIES_PER_TARGET,
    onError: options.onError,
    handle: async (claim, signal) => await deliver(options, claim, signal),
  });
}

interface Work {
  readonly claim: ClaimedMessage<DeliveryMessage>;
  readonly event: StoredEvent;
  readonly source: Source;
  readonly target: Target;
  /** The bytes of a request beside its rows. */
  readonly headBytes: number;
  readonly signal: AbortSignal;
}

async function deliver(
  options: DelivererOptions,
  claim: ClaimedMessage<DeliveryMessage>,
  signal: AbortSignal,
): Promise<void> {
  const { storage, clock, config } = options;
  const { deliveryId: id, turn } = claim.message;
  const taken = await takeDelivery(storage.db, { id, turn, now: new Date(clock.now()) });
  const event = taken && (await findEvent(storage.db, taken.eventId));
  if (taken === undefined || event === undefined) {
    await storage.queues.complete(claim);
    return;
  }
  const source = config.sources.find(({ name }) => name === event.source);
  const target = config.targets.find(({ name }) => name === taken.target);
  if (source === undefined || target === undefined) {
    const missing = source === undefined ? `source ${event.source}` : `target ${taken.target}`;
    const error = `The settings have no ${missing} any more. Add it again, or ignore this delivery.`;
    await end(options, { claim, taken, change: stop(taken, error) });
    return;
  }
  // An event without rows is composed once, when it is sent.
  const headBytes =
    target.rows.kind === 'none'
      ? 0
      : eventBytes({ event, source, target, signingSecret: '', now: new Date(clock.now()) });
  const fitted = await refitRows(storage.db, taken, { rows: target.rows, headBytes });
  await makeRequests(options, fitted, { claim, event, source, target, headBytes, signal });
}

/** Makes one request after another, until the delivery has ended, a request fails, or the turn is over. */
async function makeRequests(options: DelivererOptions, first: TakenDelivery, work: Work): Promise<void> {
  const { clock } = options;
  const endsAt = clock.now() + TURN_MS;
  for (let taken = first; ;) {
    const startedAt = clock.now();
    const { result, pages } = await makeRequest(options, taken, work);
    // The delivery keeps the state `sending`, so the request is made again after the next start.
    if (result.error === STOPPED) throw new Error(STOPPED);
    const change = changeAfter(options, { taken, result, pages, isTurnOver: clock.now() >= endsAt });
    const goesOn = change.state === 'sending';
    const made = { result, startedAt };
    if (goesOn) {
      if (!(await record(options, { taken, change, made }))) return;
    } else await end(options, { claim: work.claim, taken, change, made });
    const { statusCode, error } = result;
    options.onAttempt({
      delivery: taken,
      state: change.state,
      statusCode,
      error,
      tookMs: clock.now() - startedAt,
    });
    if (!goesOn) return;
    taken = { ...taken, ...change, pages };
  }
}

interface Made {
  readonly result: SendResult;
  /** The number of requests of the delivery. */
  readonly pages: number;
}

const failed = (error: string, pages = 1): Made => ({ result: { statusCode: null, error }, pages });

/** Makes the next request of a delivery, after its rows were fetched. */
async function makeRequest(options: DelivererOptions, taken: TakenDelivery, work: Work): Promise<Made> {
  const { storage, clock, dispatcher, keys } = options;
  const { event, source, target, headBytes, signal } = work;
  const composition = {
    ...{ event, source, target, now: new Date(clock.now()) },
    signingSecret: target.signingSecret ?? keys.signingSecretOf(target.name),
  };
  const { rows } = target;
  const send = async (pages: number, json?: Uint8Array): Promise<Made> => {
    const part = json && { json, page: taken.page, pages };
    const message = composeMessage(part === undefined ? composition : { ...composition, rows: part });
    const result = await sendWebhook(target.url, message, { dispatcher, policy, signal });
    return { result: hideInAnswer(result, target), pages };
  };
  if (rows.kind === 'none' || event.type !== 'job.completed') return await send(1);
  let pages = taken.pages;
  if (pages === null) {
    const client = options.clientOf(source);
    const deliveryId = taken.id;
    try {
      pages = await prepareRows({ storage, client, event, deliveryId, rows, headBytes, signal });
    } catch (error) {
      if (signal.aborted) return failed(STOPPED);
      return failed(
        `The rows could not be fetched: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }
  if (pages === 0) return { result: { statusCode: null, error: null }, pages };
  const json = await findPage(storage.db, taken.id, taken.page);
  if (json === undefined)
    return failed(`Request ${taken.page} of ${pages} is not stored. Send the delivery again.`, pages);
  return await send(pages, json);
}

interface Outcome extends Made {
  readonly taken: TakenDelivery;
  readonly isTurnOver: boolean;
}

function changeAfter(
  { clock, random }: DelivererOptions,
  { taken, result, pages, isTurnOver }: Outcome,
): DeliveryChange {
  const { statusCode, error } = result;
  const attempts = taken.attempts + 1;
  const now = clock.now();
  const { turn, page, triedSince } = taken;
  const base = { turn, page, attempts, nextAttemptAt: null, statusCode, error };
  if (error === null) {
    const done = { ...base, failures: 0 };
    if (page >= pages) return { ...done, state: 'delivered' };
    const next = { ...done, page: page + 1 };
    return isTurnOver
      ? { ...next, state: 'waiting', turn: turn + 1, nextAttemptAt: new Date(now) }
      : { ...next, state: 'sending' };
  }
  const failures = taken.failures + 1;
  const retry = retryAfterFailure({ result, failures, triedSince, now, random });
  if ('stopped' in retry) return { ...base, failures, state: 'stopped', error: retry.stopped };
  return { ...base, failures, state: 'waiting', turn: turn + 1, nextAttemptAt: retry.at };
}

const stop = ({ turn, page, attempts, failures }: TakenDelivery, error: string): DeliveryChange => ({
  ...{ state: 'stopped', turn, page, attempts, failures, nextAttemptAt: null, statusCode: null, error },
});

interface Recording {
  readonly taken: TakenDelivery;
  readonly change: DeliveryChange;
  readonly made?: { readonly result: SendResult; readonly startedAt: number };
}

/** Records the outcome of a request. Returns false when another worker has recorded it. */
async function record(
  { storage, clock }: DelivererOptions,
  recording: Recording,
  also: (trx: Transaction) => Promise<void> = () => Promise.resolve(),
): Promise<boolean> {
  const { taken, change, made } = recording;
  return await storage.transaction(async (trx) => {
    const isFirst = await changeDelivery(trx, taken, change);
    if (isFirst) {
      if (made !== undefined) {
        const { result, startedAt } = made;
        const latencyMs = clock.now() - startedAt;
        const request = { number: change.attempts, page: taken.page, startedAt: new Date(startedAt) };
        await insertAttempt(trx, taken.id, { ...request, latencyMs, result });
        if (result.error === null) await deletePages(trx, taken.id, taken.page);
      }
      await also(trx);
    }
    return isFirst;
  });
}

/** Records the outcome of the last request of a turn, with the message of the next turn, and completes this one's. */
async function end(
  options: DelivererOptions,
  { claim, ...recording }: Recording & { readonly claim: ClaimedMessage<DeliveryMessage> },
): Promise<void> {
  const { queues } = options.storage;
  const { taken, change } = recording;
  await record(options, recording, async (trx) => {
    if (change.nextAttemptAt === null) return;
    const next = { deliveryId: taken.id, turn: change.turn, target: taken.target };
    await bookTurn(trx, queues, { ...next, at: change.nextAttemptAt });
  });
  await queues.complete(claim);
}
