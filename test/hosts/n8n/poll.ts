import { setTimeout as delay } from 'node:timers/promises';

const POLL_MS = 50;
/** Ends a wait in vain. It is ten times as long as a wait takes on an idle machine. */
const WAIT_LIMIT_MS = 900_000;

/** The answer to a question did not become true in time. */
export class NothingHappenedError extends Error {
  override readonly name = 'NothingHappenedError';
}

interface PollOptions {
  readonly everyMs?: number;
  readonly limitMs?: number;
}

/** Repeats a question until the answer is true. */
export async function poll(
  isDone: () => Promise<boolean>,
  { everyMs = POLL_MS, limitMs = WAIT_LIMIT_MS }: PollOptions = {},
): Promise<void> {
  const deadline = Date.now() + limitMs;
  while (!(await isDone())) {
    if (Date.now() > deadline) throw new NothingHappenedError(`Nothing happened for ${limitMs / 1_000} s.`);
    await delay(everyMs);
  }
}
