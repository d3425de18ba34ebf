import { pino, type Logger } from 'pino';

const STANDARD_ERROR = 2;

/** Lines of JSON on standard error, so that standard output holds only what the server says to its user. */
export const createLogger = (level: string): Logger =>
  pino({ level, base: undefined }, pino.destination({ dest: STANDARD_ERROR, sync: true }));
