/** The source of time. Each host provides one, and tests use one that they advance themselves. */
export interface Clock {
  /** Returns milliseconds since the Unix epoch. */
  now(): number;
  /** Resolves after `ms` milliseconds; rejects as soon as the signal aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** The longest pause that an answer of a provider can cause, in milliseconds. */
export const MAX_PAUSE_MS = 300_000;

/** The time for an answer that must be left when a request is sent after a pause, in milliseconds. */
export const ANSWER_MS = 5_000;

/** Sleeps on a host's clock. Rejects with the signal's reason, because some hosts reject with an error of their own. */
export async function sleep(clock: Clock, ms: number, signal?: AbortSignal): Promise<void> {
  signal?.throwIfAborted();
  try {
    await clock.sleep(ms, signal);
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  }
}
