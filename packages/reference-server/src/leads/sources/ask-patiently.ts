import type { Clock } from '@scrapekit/core';
import { SourceUnavailableError } from '../source.ts';
import type { ApiAnswer } from './request-sender.ts';
import { retryAfterMs } from './retry-after.ts';

export interface AskOptions {
  /** As a message names it. */
  readonly service: string;
  readonly clock: Clock;
  readonly signal?: AbortSignal;
  /** Whether a well-formed answer means "not now" all the same. */
  readonly isBusy?: (body: unknown) => boolean;
}

/** An answer in JSON that a later attempt would not change. */
export interface FinalAnswer {
  readonly status: number;
  readonly body: unknown;
}

const passing = new Set([408, 425, 429, 500, 502, 503, 504]);
const pausesMs = [2_000, 8_000, 30_000];
/** Whoever asks for more patience than this is asked again by a later attempt at the whole job. */
const longestPauseMs = 120_000;

type Outcome =
  | { readonly answer: FinalAnswer }
  | { readonly trouble: string; readonly pauseMs?: number | undefined; readonly cause?: unknown };

/** Sends again, after a while, what met a busy or broken service. Rejects with SourceUnavailableError when that lasts. */
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
    if (usualMs === undefined || pauseMs > longestPauseMs)
      throw new SourceUnavailableError(service, outcome.trouble, { cause: outcome.cause });
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
    return { trouble: 'it could not be reached', cause };
  }
  const { status, text, retryAfter } = answer;
  if (passing.has(status))
    return { trouble: `it answered with status ${status}`, pauseMs: retryAfterMs(retryAfter, clock.now()) };
  const body = parseJson(text);
  if (body === undefined && status < 300) return { trouble: 'its answer was not complete' };
  if (isBusy?.(body) === true) return { trouble: 'it has too much to do' };
  return { answer: { status, body } };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
