import { ANSWER_MS, MAX_PAUSE_MS, sleep, type Clock } from '../clock.ts';
import { NetworkError } from '../errors/network-error.ts';
import type { RateLimiter } from './rate-limit.ts';
import { receive, type ReceiverOptions } from './receive.ts';
import { parseRetryAfter } from './retry-after.ts';
import type { HttpRequest, HttpResponse } from './transport.ts';

/** `read`: may be repeated. `write`: repeated only when the provider cannot have acted on it (C188, C189). */
export type Repeatability = 'read' | 'write';

/** When a refused request may be sent again: soon, after another job of the account has ended, or never. */
export type Remedy = 'back-off' | 'wait-for-slot' | 'none';

/** Why a request that may be repeated was not: the requested pause was too long, or it would pass the deadline. */
export type Obstacle = 'long-pause' | 'deadline';

export interface SenderOptions extends ReceiverOptions {
  readonly clock: Clock;
  /** Returns a number from 0 up to 1, for the jitter. */
  readonly random: () => number;
  /** When the host ends the run, in milliseconds on the clock. */
  readonly deadline: number;
  /** The time by which every pause must have ended, in milliseconds on the clock. */
  readonly pausesUntil: number;
  readonly rateLimiter: RateLimiter | undefined;
  /** How often a request may be repeated. @default 4 */
  readonly retries?: number;
  /** The name of the rate limit that the request counts towards. */
  readonly endpointClass: string;
  /** Decides about a refusal by the provider's error codes. */
  readonly remedyOf: (refusal: HttpResponse) => Remedy;
}

export type Answer = HttpResponse & { readonly obstacle?: Obstacle };
export type Sender = (request: HttpRequest, repeatability: Repeatability) => Promise<Answer>;

const DEFAULT_RETRIES = 4;
const CAP_MS = 30_000;
const baseMs = { 'back-off': 500, 'wait-for-slot': 15_000 } as const;

/**
 * Returns a function that sends a request, repeats it up to `retries` times where that is allowed, and resolves with the
 * last answer. A pause is never shorter than the Retry-After of the answer (C042), and no request is repeated after a
 * pause of more than five minutes, or when the pause leaves no time for the answer.
 *
 * It throws NetworkError when the last try got no complete answer, and the signal's reason when aborted. A write that
 * was aborted after it was sent throws NetworkError, because the provider may have acted on it.
 */
export function createSender(options: SenderOptions): Sender {
  const { clock, deadline, pausesUntil, retries = DEFAULT_RETRIES } = options;
  return async (request, repeatability) => {
    let last: HttpResponse | NetworkError | undefined;
    for (let tries = 1; ; tries++) {
      if (!(await takeTurn(request, options))) return settle(last ?? outOfTime(), 'deadline');
      last = await receive(request, options);
      if (repeatability === 'read') request.signal?.throwIfAborted();
      if (!NetworkError.isInstance(last)) options.rateLimiter?.observe(options.endpointClass, last.headers);
      const remedy = remedyFor(last, repeatability, options);
      if (remedy === 'none' || tries > retries) return settle(last);
      const pauseMs = requestedPauseMs(last, clock) + backOffMs(tries, baseMs[remedy], options.random);
      if (pauseMs > MAX_PAUSE_MS) return settle(last, 'long-pause');
      const resumesAt = clock.now() + pauseMs;
      if (resumesAt > pausesUntil || resumesAt + ANSWER_MS > deadline) return settle(last, 'deadline');
      await sleep(clock, pauseMs, request.signal);
      // A pause can last longer, for example because the machine was suspended.
      if (clock.now() + ANSWER_MS > deadline) return settle(last, 'deadline');
    }
  };
}

/** Waits for the rate limit. Returns false when that left no time for an answer. */
async function takeTurn({ signal }: HttpRequest, options: SenderOptions): Promise<boolean> {
  const { rateLimiter, endpointClass, clock, deadline, pausesUntil } = options;
  if (rateLimiter === undefined) return true;
  const latest = Math.min(deadline - ANSWER_MS, pausesUntil);
  const hasPaused = await rateLimiter.take(endpointClass, latest, signal);
  return !hasPaused || clock.now() + ANSWER_MS <= deadline;
}

const outOfTime = (): NetworkError =>
  new NetworkError('The rate limit left no time to send the request before the deadline.', { sent: false });

function settle(outcome: HttpResponse | NetworkError, obstacle?: Obstacle): Answer {
  if (NetworkError.isInstance(outcome)) throw outcome;
  return { ...outcome, obstacle };
}

function remedyFor(
  outcome: HttpResponse | NetworkError,
  repeatability: Repeatability,
  { remedyOf }: SenderOptions,
): Remedy {
  if (NetworkError.isInstance(outcome))
    return outcome.retryable && (repeatability === 'read' || !outcome.sent) ? 'back-off' : 'none';
  if (outcome.status < 400) return 'none';
  // After a 5xx the provider may have acted on the request, so a write is not repeated.
  return outcome.status >= 500 && repeatability === 'write' ? 'none' : remedyOf(outcome);
}

export type RetryOptions = Pick<SenderOptions, 'clock' | 'random' | 'deadline' | 'retries'>;

/**
 * Pauses before a read whose answer broke off is sent again. Resolves with false when `tries` has used up the
 * repetitions, or when the pause leaves no time for the answer. Rejects with the signal's reason when aborted.
 */
export async function pauseBeforeRetry(
  tries: number,
  { clock, random, deadline, retries = DEFAULT_RETRIES }: RetryOptions,
  signal?: AbortSignal,
): Promise<boolean> {
  const pauseMs = backOffMs(tries, baseMs['back-off'], random);
  if (tries > retries || clock.now() + pauseMs + ANSWER_MS > deadline) return false;
  await sleep(clock, pauseMs, signal);
  return clock.now() + ANSWER_MS <= deadline;
}

/** Returns a random pause below a limit that doubles with each try, up to 30 seconds ("full jitter"). */
const backOffMs = (tries: number, base: number, random: () => number): number =>
  random() * Math.min(CAP_MS, base * 2 ** tries);

const requestedPauseMs = (outcome: HttpResponse | NetworkError, clock: Clock): number =>
  NetworkError.isInstance(outcome) ? 0 : (parseRetryAfter(outcome.headers, clock.now()) ?? 0);
