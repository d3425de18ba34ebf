import type { Clock } from '../clock.ts';
import { NetworkError } from '../errors/network-error.ts';
import { bodyText } from './body.ts';
import { networkFailure } from './network-failure.ts';
import { retryAfterMs } from './retry-after.ts';
import type { HttpRequest, HttpResponse, Transport } from './transport.ts';

/** `read`: may be repeated freely. `write`: repeated only if the provider cannot have acted on it (C188, C189). */
export type Repeatability = 'read' | 'write';

/** What a refusal means for the same request: soon again, once a job of ours has ended, or never. */
export type Remedy = 'back-off' | 'wait-for-slot' | 'none';

export interface SenderOptions {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly random: () => number;
  /** On the clock: a pause that would reach past it is not made, and the outcome at hand stands. */
  readonly deadline: number;
  /** Cut out of every message an error shows. */
  readonly secrets: readonly string[];
  /** Judges a 429 or another refusal by the provider's own codes; `body` is read already. */
  readonly remedyOf: (response: HttpResponse & { readonly body: string }) => Remedy;
}

export type Sender = (request: HttpRequest, repeatability: Repeatability) => Promise<HttpResponse>;

const MAX_TRIES = 5;
const CAP_MS = 30_000;
const BASE_MS = { 'back-off': 500, 'wait-for-slot': 15_000 } as const;

/** Full jitter: anything up to the cap, doubling with each try, and never sooner than the provider asked (C042). */
function backOffMs(tries: number, baseMs: number, random: () => number): number {
  return random() * Math.min(CAP_MS, baseMs * 2 ** tries);
}

/** A transport that repeats what may be repeated, and answers with the last response or a NetworkError. */
export function createSender(options: SenderOptions): Sender {
  const { clock, random, deadline } = options;
  return async (request, repeatability) => {
    for (let tries = 1; ; tries++) {
      const outcome = await attempt(request, options);
      const remedy = remedyFor(outcome, repeatability, options);
      const pauseMs =
        remedy === 'none' ? 0 : askedMs(outcome, clock) + backOffMs(tries, BASE_MS[remedy], random);
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
    return networkFailure(error, secrets);
  }
}

const askedMs = (outcome: HttpResponse | NetworkError, clock: Clock): number =>
  NetworkError.isInstance(outcome) ? 0 : (retryAfterMs(outcome.headers['retry-after'], clock.now()) ?? 0);

function remedyFor(
  outcome: HttpResponse | NetworkError,
  repeatability: Repeatability,
  { remedyOf }: SenderOptions,
): Remedy {
  if (NetworkError.isInstance(outcome))
    return repeatability === 'read' || !outcome.sent ? 'back-off' : 'none';
  const { status, body } = outcome;
  if (status < 400 || typeof body !== 'string') return 'none';
  // The provider failed while acting, so a write may have taken effect all the same.
  return status >= 500 && repeatability === 'write' ? 'none' : remedyOf({ ...outcome, body });
}
