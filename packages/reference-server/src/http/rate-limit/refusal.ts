import { HttpError } from '../errors.ts';
import type { Usage } from './fixed-windows.ts';

/** The figures every answer shows (C030). */
export const rateLimitHeaders = ({ limit, remaining, reset }: Usage): Record<string, string> => ({
  'x-ratelimit-limit': String(limit),
  'x-ratelimit-remaining': String(remaining),
  'x-ratelimit-reset': String(reset),
});

/** The refusal of a request over the limit (C036, C037). */
export const rateLimited = ({ limit, retryAfter = 1 }: Usage): HttpError =>
  new HttpError(429, 'rate_limited', {
    message: `Rate limit exceeded. Max ${limit} requests per 60s on this endpoint.`,
    headers: { 'retry-after': String(retryAfter) },
  });
