import {
  AmbiguousCreateError,
  ApiError,
  ConfigurationError,
  InputError,
  JobNotCompletedError,
  NetworkError,
  ResultsError,
  UnexpectedAnswerError,
} from '@scrapekit/core';
import { errors } from 'zapier-platform-core';
import { describe, expect, test } from 'vitest';
import { throttleSeconds, zapierError } from '../src/errors.ts';

const translated = (error: unknown) => zapierError({ errors }, error);
const job = (status: 'failed' | 'cancelled') =>
  new JobNotCompletedError({ id: 'sk_job_1', operation: 'scrape', status, raw: {} });

describe('the class of the error lets Zapier repeat the step only when that is safe', () => {
  test.each([
    [
      'AmbiguousCreateError',
      new AmbiguousCreateError('ScrapeKit', { status: 500, looked: 'not-found' }),
      'HaltedError',
    ],
    ['InputError', new InputError('scrape', [{ field: 'query', message: 'Enter a value' }]), 'HaltedError'],
    ['ConfigurationError', new ConfigurationError('No.'), 'HaltedError'],
    ['a cancelled job', job('cancelled'), 'HaltedError'],
    ['a failed job', job('failed'), 'AppError'],
    ['400', new ApiError('No.', { status: 400 }), 'HaltedError'],
    ['401', new ApiError('No.', { status: 401 }), 'ExpiredAuthError'],
    ['402', new ApiError('No.', { status: 402 }), 'AppError'],
    ['403', new ApiError('No.', { status: 403 }), 'AppError'],
    ['404', new ApiError('No.', { status: 404 }), 'HaltedError'],
    ['409', new ApiError('No.', { status: 409 }), 'HaltedError'],
    ['429', new ApiError('No.', { status: 429 }), 'ThrottledError'],
    ['302', new ApiError('No.', { status: 302 }), 'AppError'],
    ['503', new ApiError('No.', { status: 503, retryable: true }), 'AppError'],
    ['503 of a call that may be charged', new ApiError('No.', { status: 503 }), 'HaltedError'],
    ['NetworkError', new NetworkError('No.', { sent: false }), 'AppError'],
    ['a call that may be charged', new NetworkError('No.', { sent: true, retryable: false }), 'HaltedError'],
    ['ResultsError', new ResultsError('The results broke off', { rowsRead: 3 }), 'AppError'],
    ['UnexpectedAnswerError', new UnexpectedAnswerError('ScrapeKit', { status: 200 }), 'AppError'],
  ])('%s', (_, error, name) => {
    expect(translated(error).name).toBe(name);
  });
});

test('C192: the message names the request id once', () => {
  const { message } = translated(new ApiError('No credits.', { status: 402, requestId: 'req_1' }));

  expect(JSON.parse(message)).toMatchObject({ message: 'No credits. (request id req_1)', status: 402 });
});

test("Zapier's own errors are passed on unchanged", () => {
  const error = new errors.ThrottledError('Later.', 60);

  expect(translated(error)).toBe(error);
});

test.each([
  [undefined, 0, 60],
  [undefined, 0.999, 75],
  [45_000, 0, 45],
  [45_000, 0.999, 57],
  [1200, 0, 2],
  [0, 0, 1],
  [40 * 86_400_000, 0, 3600],
])(
  'C042: when asked to wait %s ms, the delay is that time and up to a quarter more (random %d gives %d s)',
  (requested, random, seconds) => {
    expect(throttleSeconds(requested, () => random)).toBe(seconds);
  },
);
