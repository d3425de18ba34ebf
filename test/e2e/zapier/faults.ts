import type { Fault } from '../fault.ts';

const page = '<!doctype html><title>Please log in</title>';
const HOUR_S = 3600;
const DAYS_40_S = 40 * 24 * HOUR_S;

const outages = [500, 502, 503, 504] as const;

const answer = (status: number, more: object = {}): Fault => ({ kind: 'answer', status, ...more });
const retryAfter = (seconds: number) => ({ headers: { 'retry-after': String(seconds) } });

type Faults = Readonly<Record<string, Fault>>;

/** Refusals of a request. Their status says that nothing was started. */
export const refused = {
  '400': answer(400),
  '401': answer(401),
  '402': answer(402),
  '403': answer(403),
  '404': answer(404),
  '408': answer(408),
  '409': answer(409),
  '422': answer(422),
  '429': answer(429),
  '429 for an hour': answer(429, retryAfter(HOUR_S)),
  '429 for 40 days': answer(429, retryAfter(DAYS_40_S)),
} satisfies Faults;

/** Zapier's class for each refusal (<https://docs.zapier.com/integrations/manage/error-handling>). */
export const classes: Readonly<Record<keyof typeof refused, string>> = {
  '400': 'HaltedError',
  '401': 'ExpiredAuthError',
  '402': 'AppError',
  '403': 'AppError',
  '404': 'HaltedError',
  '408': 'HaltedError',
  '409': 'HaltedError',
  '422': 'HaltedError',
  '429': 'ThrottledError',
  '429 for an hour': 'ThrottledError',
  '429 for 40 days': 'ThrottledError',
};

/** Faults that stop a request before the server. Its sender cannot know that nothing was started. */
export const stopped: Faults = {
  ...Object.fromEntries(outages.map((status) => [`${status}`, answer(status)])),
  '503 for an hour': answer(503, retryAfter(HOUR_S)),
  '503 for 40 days': answer(503, retryAfter(DAYS_40_S)),
  'a page': answer(200, { body: page }),
  'cut before': { kind: 'cut', where: 'before' },
  silence: { kind: 'silence' },
};

/** Faults that lose the answer of a request on which the server has acted. */
export const lost: Faults = {
  ...Object.fromEntries(outages.map((status) => [`${status}`, answer(status, { passOn: true })])),
  'a page': answer(200, { body: page, passOn: true }),
  'cut before the answer': { kind: 'cut', where: 'after' },
  'cut in the head': { kind: 'cut', where: 'head' },
  'cut in the body': { kind: 'cut', where: 'body' },
  silence: { kind: 'silence', passOn: true },
};
