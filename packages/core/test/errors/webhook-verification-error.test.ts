import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { WebhookVerificationError } from '../../src/errors/webhook-verification-error.ts';
import type { WebhookEvent } from '../../src/webhook-event.ts';

const event: WebhookEvent = {
  provider: 'scrupp',
  trust: 'signed',
  readable: true,
  jobId: '6666',
  deduplicationKey: 'scrupp:6666',
  payload: { email: 'hello@smileaustin.com' },
};

test.each([
  ['no_secret', 'no signing secret is configured'],
  ['unusable_secret', 'the configured signing secret has not the form this provider uses'],
  [
    'malformed_delivery',
    'its headers or its body are not what an HTTP request has; the raw body is needed, as a Uint8Array',
  ],
  ['missing_header', 'a signature header is missing'],
  ['duplicate_header', 'a signature header occurs more than once'],
  ['malformed_timestamp', 'the timestamp is no plain number of seconds'],
  ['malformed_signature', 'the signature has not the documented form'],
  ['malformed_id', 'the message id has not the documented form'],
  ['signature_mismatch', 'the signature does not match the body'],
  ['stale_timestamp', 'the signature is good but more than five minutes away from now'],
  ['malformed_hint', 'the body is not a notification this provider sends'],
] as const)('%s says what is wrong', (reason, words) => {
  const error = new WebhookVerificationError(reason);

  expect(error.reason).toBe(reason);
  expect(error.message).toBe(`The webhook was rejected: ${words}.`);
});

test('isInstance recognises the error of another copy of the package', () => {
  const error: unknown = new WebhookVerificationError('no_secret');

  expect(WebhookVerificationError.isInstance(error)).toBe(true);
  expect(WebhookVerificationError.isInstance(new Error('no_secret'))).toBe(false);
  expect(error).toMatchObject({ name: 'WebhookVerificationError', retryable: false });
});

test('the cause is kept when there is one', () => {
  const cause = new TypeError('no bytes');

  expect(new WebhookVerificationError('malformed_delivery', { cause }).cause).toBe(cause);
  expect(new WebhookVerificationError('no_secret')).not.toHaveProperty('cause');
});

test('C192: a logged error names the reason and contains no part of the payload', () => {
  const error = new WebhookVerificationError('stale_timestamp', { event });

  expect(error.event).toBe(event);
  expect(JSON.parse(JSON.stringify(error))).toMatchObject({ reason: 'stale_timestamp' });
  expect(JSON.stringify(error) + inspect(error, { depth: 9 })).not.toContain('smileaustin');
});
