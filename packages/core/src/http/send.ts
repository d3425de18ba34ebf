import type { Clock } from '../clock.ts';
import { NetworkError } from '../errors/network-error.ts';
import { toNetworkError } from './network-failure.ts';
import { bodyText, type HttpRequest, type HttpResponse, type Transport } from './transport.ts';

/** `read`: may be repeated. `write`: repeated only when the provider cannot have acted on it (C188, C189). */
export type Repeatability = 'read' | 'write';

/** When a refused request may be sent again: soon, after another job of the account has ended, or never. */
export type Remedy = 'back-off' | 'wait-for-slot' | 'none';

export interface SenderOptions {
  readonly transport: Transport;
  readonly clock: Clock;
  /** Returns a number from 0 up to 1, for the jitter. */
  readonly random: () => number;
  /** In milliseconds on the clock. When a pause would pass it, the request is not repeated. */
  readonly deadline: number;
  /** Texts that are removed from the messages of errors. */
  readonly secrets: readonly string[];
  /** Decides about a refusal by the provider's error codes. */
  readonly remedyOf: (response: HttpResponse & { readonly body: string }) => Remedy;
}

export type Sender = (request: HttpRequest, repeatability: Repeatability) => Promise<HttpResponse>;

const MAX_TRIES = 5;
const CAP_MS = 30_000;
const baseMs = { 'back-off': 500, 'wait-for-slot': 15_000 } as const;

/**
 * Returns a function that sends a request, repeats it up to four times where that is allowed, and resolves with the
 * last answer. It throws NetworkError when the last try got no answer. A pause is never shorter than the Retry-After
 * of the answer (C042).
 */
export function createSender(options: SenderOptions): Sender {
  const { clock, random, deadline } = options;
  return async (request, repeatability) => {
    for (let tries = 1; ; tries++) {
      const outcome = await attempt(request, options);
      const remedy = remedyFor(outcome, repeatability, options);
      const pauseMs =
        remedy === 'none' ? 0 : requestedPauseMs(outcome, clock) + backOffMs(tries, baseMs[remedy], random);
      if (remedy === 'none' || tries === MAX_TRIES || clock.now() + pauseMs > deadline) {
        if (NetworkError.isInstance(outcome)) throw outcome;
        return outcome;
      }
      await clock.sleep(pauseMs, request.signal);
    }
  };
}

async function attempt(
  request: HttpRequest,
  { transport, secrets }: SenderOptions,
): Promise<HttpResponse | NetworkError> {
  try {
    const response = await transport(request);
    // A refusal is short, and reading it frees the connection for the next try.
    return response.status < 400 ? response : { ...response, body: await bodyText(response.body) };
  } catch (error) {
    request.signal?.throwIfAborted();
    return toNetworkError(error, secrets);
  }
}

function remedyFor(
  outcome: HttpResponse | NetworkError,
  repeatability: Repeatability,
  { remedyOf }: SenderOptions,
): Remedy {
  if (NetworkError.isInstance(outcome))
    return repeatability === 'read' || !outcome.sent ? 'back-off' : 'none';
  const { status, body } = outcome;
  if (status < 400 || typeof body !== 'string') return 'none';
  // After a 5xx the provider may have acted on the request, so a write is not repeated.
  return status >= 500 && repeatability === 'write' ? 'none' : remedyOf({ ...outcome, body });
}

/** Returns a random pause below a limit that doubles with each try, up to 30 seconds ("full jitter"). */
function backOffMs(tries: number, base: number, random: () => number): number {
  return random() * Math.min(CAP_MS, base * 2 ** tries);
}

const requestedPauseMs = (outcome: HttpResponse | NetworkError, clock: Clock): number =>
  NetworkError.isInstance(outcome) ? 0 : (parseRetryAfter(outcome.headers['retry-after'], clock.now()) ?? 0);

/** Returns the pause that a `Retry-After` of seconds or of a date requests, in milliseconds, or undefined. */
export function parseRetryAfter(value: string | undefined, now: number): number | undefined {
  if (value === undefined) return undefined;
  if (/^\d{1,6}$/.test(value)) return Number(value) * 1000;
  const date = /^[A-Z][a-z]{2}, /.test(value) ? Date.parse(value) : NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
