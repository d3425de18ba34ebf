import type { Clock } from '../clock.ts';
import { NetworkError } from '../errors/network-error.ts';
import { bodyText } from './body.ts';
import { networkFailure } from './network-failure.ts';
import { retryAfterMs } from './retry-after.ts';
import type { HttpRequest, HttpResponse, Transport } from './transport.ts';

/** `read`: may be repeated freely. `write`: repeated only if the provider cannot have acted on it (C188, C189). */
export type Repeatability = 'read' | 'write';

export interface SenderOptions {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly random: () => number;
  /** On the clock: a pause that would reach past it is not made, and the outcome at hand stands. */
  readonly deadline: number;
  /** Cut out of every message an error shows. */
  readonly secrets: readonly string[];
}

export type Sender = (request: HttpRequest, repeatability: Repeatability) => Promise<HttpResponse>;

const MAX_TRIES = 5;
const BASE_MS = 500;
const CAP_MS = 30_000;

/** Full jitter: anything up to the cap, doubling with each try, and never sooner than the provider asked (C042). */
export function backOffMs(tries: number, askedMs: number | undefined, random: () => number): number {
  const jittered = random() * Math.min(CAP_MS, BASE_MS * 2 ** tries);
  return askedMs === undefined ? jittered : askedMs + jittered;
}

/** A transport that repeats what may be repeated, and answers with the last response or a NetworkError. */
export function createSender(options: SenderOptions): Sender {
  const { clock, random, deadline } = options;
  return async (request, repeatability) => {
    for (let tries = 1; ; tries++) {
      const outcome = await attempt(request, options);
      const asked = NetworkError.isInstance(outcome)
        ? undefined
        : retryAfterMs(outcome.headers['retry-after'], clock.now());
      const pauseMs = backOffMs(tries, asked, random);
      const last = tries === MAX_TRIES || clock.now() + pauseMs > deadline;
      if (last || !mayRepeat(outcome, repeatability)) {
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
    return networkFailure(error, secrets);
  }
}

function mayRepeat(outcome: HttpResponse | NetworkError, repeatability: Repeatability): boolean {
  if (NetworkError.isInstance(outcome)) return repeatability === 'read' || !outcome.sent;
  if (outcome.status === 429) return true;
  return repeatability === 'read' && outcome.status >= 500;
}
