import { HttpError } from '../../../http/api-error.ts';
import { catalogue, type ErrorCode } from './catalogue.ts';

/** A request that is not taken, with the status its code is published with. */
export const refuse = (code: ErrorCode, message: string): HttpError =>
  new HttpError(catalogue[code].httpCode, code, { message });

export const badConfig = (message: string): HttpError => refuse('ERR::SCRAPE::CONFIG_ERROR', message);

// The provider's own example of an unknown key carries no code.
export const missingKey = (): HttpError =>
  new HttpError(401, 'unauthorized', { message: 'Send your API key in the query, once: ?key=...' });

export const unknownKey = (): HttpError =>
  new HttpError(401, 'unauthorized', { message: 'This API key is unknown or was deleted.' });

export const suspended = (): HttpError =>
  refuse('ERR::ACCOUNT::SUSPENDED', 'This account is suspended. Ask its operator to lift that.');

export const jobNotFound = (): HttpError =>
  refuse('ERR::JOB::NOT_FOUND', 'The account has no such scrape, or it has not ended.');
