import { describeError } from '@scrapekit/storage';
import { type DestinationStream, type Logger, pino } from 'pino';

const STANDARD_ERROR = 2;

/** Logs lines of JSON to standard error, because standard output is for the messages to the operator. */
export const createLogger = (
  level: string,
  destination: DestinationStream = pino.destination({ dest: STANDARD_ERROR, sync: true }),
): Logger => pino({ level, base: undefined, serializers: { err: describeError } }, destination);
