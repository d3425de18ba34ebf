import { HttpError } from './api-error.ts';

/** The refusal of everything a suspended account asks for (C013). */
export const accountSuspended = (): HttpError =>
  new HttpError(403, 'account_suspended', { message: 'This account is suspended.' });
