import type { Clock } from '@scrapekit/core';
import type { Logger } from 'pino';

/** Logs the failures of background work. */
export interface FailureLog {
  readonly report: (error: unknown) => void;
  /** Logs how often failures were repeated since the last summary. */
  stop(): Promise<void>;
}

const SUMMARY_EVERY_MS = 60_000;
const MOST_KINDS = 100;

/**
 * Logs the first failure of each kind at once, and then once in a minute how often it was repeated. While a database is
 * away, every loop of the background fails again and again.
 */
export function createFailureLog(logger: Pick<Logger, 'error' | 'info'>, clock: Clock): FailureLog {
  const stopping = new AbortController();
  const { signal } = stopping;
  const repeats = new Map<string, number>();
  const following = new Set<Promise<void>>();
  const summarize = (kind: string): number => {
    const times = repeats.get(kind) ?? 0;
    repeats.set(kind, 0);
    if (times > 0) logger.error({ kind, times }, 'background failure repeated');
    return times;
  };
  const follow = async (kind: string) => {
    let wasRepeated = false;
    while (!signal.aborted) {
      await clock.sleep(SUMMARY_EVERY_MS, signal).catch(() => undefined);
      if (summarize(kind) === 0) break;
      wasRepeated = true;
    }
    repeats.delete(kind);
    if (wasRepeated && !signal.aborted) logger.info({ kind }, 'background failure has ended');
  };
  return {
    report: (error) => {
      const name = kindOf(error);
      const kind = repeats.has(name) || repeats.size < MOST_KINDS ? name : 'other failures';
      const known = repeats.get(kind);
      repeats.set(kind, known === undefined ? 0 : known + 1);
      if (known !== undefined) return;
      logger.error({ err: error }, 'background failure');
      const followed = follow(kind).finally(() => following.delete(followed));
      following.add(followed);
    },
    stop: async () => {
      stopping.abort();
      await Promise.all(following);
    },
  };
}

/** The database is the only host whose connections fail with an error here. Other hosts become results. */
const lostConnection =
  /^(?:ECONN\w+|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|57P0[1-3]|08\w{3})$/;
const lostConnectionMessage = /^(?:Connection terminated|timeout )/;

/** Names the kind of a failure. Failures that differ only in numbers and ids are of one kind. */
function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (lostConnection.test(code) || lostConnectionMessage.test(error.message)) return 'database unreachable';
  const place = /^ {4}at .*/m.exec(error.stack ?? '')?.[0].trim() ?? '';
  return [error.name, code, place].filter((part) => part !== '').join(' ');
}
