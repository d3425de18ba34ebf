import type { Errors } from './operation.ts';

/** What every route behind an API key may answer (C014, C029). */
const behindKey: Errors = {
  401: ['missing_authorization', 'invalid_api_key'],
  403: ['account_suspended'],
  429: ['rate_limited'],
  500: ['internal_error'],
  503: ['internal_error'],
};

/** What every route behind a session cookie may answer. */
const behindSession: Errors = {
  401: ['missing_session', 'invalid_session'],
  403: ['account_suspended', 'cross_site_request'],
  429: ['rate_limited'],
  500: ['internal_error'],
  503: ['internal_error'],
};

/** What a body may be refused for before it is looked at. */
export const unreadableBody: Errors = { 413: ['payload_too_large'], 415: ['unsupported_media_type'] };

export const withKey = (own: Errors = {}): Errors => merge(behindKey, own);
export const withSession = (own: Errors = {}): Errors => merge(behindSession, own);

function merge(common: Errors, own: Errors): Errors {
  const merged: Record<number, readonly string[]> = { ...common };
  for (const [status, codes] of Object.entries(own))
    merged[Number(status)] = [...(common[Number(status)] ?? []), ...codes];
  return merged;
}
