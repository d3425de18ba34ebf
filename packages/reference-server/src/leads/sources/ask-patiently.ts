import type { Clock } from '@scrapekit/core';
import { SourceUnavailableError } from '../source.ts';
import type { ApiAnswer } from './request-sender.ts';

export interface AskOptions {
  /** The name in error messages. */
  readonly service: string;
  readonly clock: Clock;
  readonly signal?: AbortSignal;
  /** Returns whether a well-formed answer means that the service is too busy. */
  readonly isBusy?: (body: unknown) => boolean;
}

/** An answer that needs no retry. The body is JSON. */
export interface FinalAnswer {
  readonly status: number;
  readonly body: unknown;
}

const retriedStatuses = new Set([408, 425, 429, 500, 502, 503, 504]);
const pausesMs = [2_000, 8_000, 30_000];
/** After a longer Retry-After the request fails, and a later attempt of the job repeats it. */
const MAX_PAUSE_MS = 120_000;

type Outcome =
  | { readonly answer: FinalAnswer }
  | { readonly failure: string; readonly pauseMs?: number | undefined; readonly cause?: unknown };

/**
 * Sends a request and repeats it while the service is busy or broken. Rejects with SourceUnavailableError after four
 * attempts.
 */
export async function askPatiently(
  send: () => Promise<ApiAnswer>,
  options: AskOptions,
): Promise<FinalAnswer> {
  const { service, clock, signal } = options;
  for (let attempt = 0; ; attempt++) {
    const outcome = await tryOnce(send, options);
    if ('answer' in outcome) return outcome.answer;
    const usualMs = pausesMs[attempt];
    const pauseMs = Math.max(usualMs ?? 0, outcome.pauseMs ?? 0);
    if (usualMs === undefined || pauseMs > MAX_PAUSE_MS)
      throw new SourceUnavailableError(service, outcome.failure, { cause: outcome.cause });
    await clock.sleep(pauseMs, signal);
  }
}

async function tryOnce(send: () => Promise<ApiAnswer>, options: AskOptions): Promise<Outcome> {
  const { clock, signal, isBusy } = options;
  let answer: ApiAnswer;
  try {
    answer = await send();
  } catch (cause) {
    signal?.throwIfAborted();
    return { failure: 'it could not be reached', cause };
  }
  const { status, text, retryAfter } = answer;
  if (retriedStatuses.has(status))
    return { failure: `it answered with status ${status}`, pauseMs: retryAfterMs(retryAfter, clock.now()) };
  const body = parseJson(text);
  if (body === undefined && status < 300) return { failure: 'its answer was not complete' };
  if (isBusy?.(body) === true) return { failure: 'it has too much to do' };
  return { answer: { status, body } };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Parses a `Retry-After` header to milliseconds. Returns undefined when it is missing or malformed. */
function retryAfterMs(header: string | undefined, now: number): number | undefined {
  const text = header?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  const date = /[a-z]/i.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
