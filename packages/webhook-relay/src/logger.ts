import { describeError } from '@scrapekit/storage';
import { type DestinationStream, type Logger, pino } from 'pino';

const STANDARD_ERROR = 2;

/** Logs lines of JSON to standard error. An error of the database is logged without the values of its statement (C183). */
export const createLogger = (
  level: string,
  destination: DestinationStream = pino.destination({ dest: STANDARD_ERROR, sync: true }),
): Logger => pino({ level, base: undefined, serializers: { err: describeError } }, destination);
