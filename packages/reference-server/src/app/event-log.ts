import type { SlowQuery } from '@scrapekit/storage';
import type { Logger } from 'pino';
import type { CommittedEvent } from '../storage/committed-events.ts';

/** Writes a line of the log for each event of a job and for each attempt at a webhook that failed. */
export function logEvent(logger: Pick<Logger, 'info' | 'warn'>, event: CommittedEvent): void {
  switch (event.type) {
    case 'ledger':
      // Its sums are metrics, and the lines themselves are in the database.
      return;
    case 'delivery attempt': {
      const { type: _, reason, ...fields } = event;
      if (event.state === 'delivered') return;
      logger.warn({ ...fields, reason: withoutInput(reason) }, 'webhook attempt failed');
      return;
    }
    case 'job ended': {
      const { type, reason, ...fields } = event;
      const level = event.status === 'failed' ? 'warn' : 'info';
      logger[level]({ ...fields, reason: withoutInput(reason) }, type);
      return;
    }
    default: {
      const { type, ...fields } = event;
      logger.info(fields, type);
    }
  }
}

/** Writes a line of the log for a slow statement. */
export function logSlowQuery(logger: Pick<Logger, 'warn'>, { sql, ms }: SlowQuery): void {
  logger.warn({ sql, ms }, 'slow query');
}

/** Reasons quote what the customer typed. */
const withoutInput = (reason: string | null): string | null => reason?.replace(/"[^"]*"/g, '"..."') ?? null;
