import type { Role } from '../accounts/role.ts';
import type { TeamRefusal } from '../accounts/team.ts';
import { HttpError } from '../http/errors.ts';

export const missingSession = (): HttpError =>
  new HttpError(401, 'missing_session', {
    message: 'Log in first: POST /api/session with email and password.',
  });

export const invalidSession = (): HttpError =>
  new HttpError(401, 'invalid_session', { message: 'This session has ended. Log in again.' });

export const invalidCredentials = (): HttpError =>
  new HttpError(401, 'invalid_credentials', { message: 'This e-mail address and password do not match.' });

export const crossSite = (): HttpError =>
  new HttpError(403, 'cross_site_request', { message: 'This request was sent by a page of another site.' });

export const roleTooLow = (role: Role, least: Role): HttpError =>
  new HttpError(403, 'role_too_low', {
    message: `You are ${withArticle(role)} of this account, and this needs ${withArticle(least)}. Ask an owner of the account.`,
  });

const withArticle = (role: Role): string => (role === 'owner' ? 'an owner' : `a ${role}`);

export const invalidRequest = (message: string): HttpError =>
  new HttpError(400, 'invalid_request', { message });

export const keyNotFound = (): HttpError =>
  new HttpError(404, 'key_not_found', { message: 'There is no such key.' });

export const jobNotFound = (): HttpError =>
  new HttpError(404, 'job_not_found', { message: 'There is no such job.' });

export const formNotFound = (): HttpError =>
  new HttpError(404, 'form_not_found', { message: 'There is no such form.' });

export const repeatedOrder = (): HttpError =>
  new HttpError(409, 'order_repeated', { message: 'This order has been sent before.' });

export const jobHasEnded = (): HttpError =>
  new HttpError(409, 'job_not_cancellable', { message: 'This job has ended already.' });

export const tooManyStreams = (most: number): HttpError =>
  new HttpError(429, 'too_many_streams', {
    message: `At most ${most} pages of an account show a job live at the same time. Close some of them.`,
    headers: { 'retry-after': '30' },
  });

export const jobHasNoResults = (): HttpError =>
  new HttpError(409, 'job_not_ready', { message: 'This job has no rows, or it has not ended.' });

export const providerNotFound = (): HttpError =>
  new HttpError(404, 'provider_not_found', { message: 'There is no such part of the webhooks.' });

export const deliveryNotFound = (): HttpError =>
  new HttpError(404, 'delivery_not_found', { message: 'There is no such delivery.' });

export const attemptNotFound = (): HttpError =>
  new HttpError(404, 'attempt_not_found', { message: 'There is no such attempt.' });

export const deliveryNotSendable = (message: string): HttpError =>
  new HttpError(409, 'delivery_not_sendable', { message });

export const sessionNotFound = (): HttpError =>
  new HttpError(404, 'session_not_found', { message: 'This session has ended already.' });

export const linkNotFound = (): HttpError =>
  new HttpError(404, 'link_not_found', {
    message:
      'This link does not work any more. It was used or taken back, or its time is over. Ask for a new one.',
  });

const userNotFound = (): HttpError =>
  new HttpError(404, 'user_not_found', { message: 'There is no such user.' });

const lastOwner = (): HttpError =>
  new HttpError(409, 'last_owner', {
    message: 'An account has at least one owner. Make another user an owner first.',
  });

const emailInUse = (): HttpError =>
  new HttpError(409, 'email_in_use', {
    message: 'This e-mail address has a user already. Ask an owner for a link to another address.',
  });

/** Says why a change of the users of an account was refused. */
export function teamRefusal(refusal: TeamRefusal): HttpError {
  const refusals: Readonly<Record<TeamRefusal, () => HttpError>> = {
    'not an owner': () => roleTooLow('member', 'owner'),
    'no such user': userNotFound,
    'last owner': lastOwner,
    'e-mail address in use': emailInUse,
    'no such link': linkNotFound,
  };
  return refusals[refusal]();
}
