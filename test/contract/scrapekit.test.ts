import { providers, signWebhook, verifyWebhook } from '@scrapekit/core';
import { describe, expect, test } from 'vitest';
import { fixture, fixtureBytes } from './fixture.ts';

const { scrapekit } = providers;
const { scrape, verify } = scrapekit.operations;

test('C077, C082: parses the documented answer to a create', () => {
  expect(scrape.parseJob(fixture('scrapekit/created.json'))).toEqual({
    id: 'sk_job_4f7a9b1c',
    status: 'queued',
  });
  expect(verify.parseJob(fixture('scrapekit/verify-created.json'))).toMatchObject({
    id: 'sk_verify_c1d2e3f4',
    status: 'queued',
  });
});

test('C090, C138: parses the documented status, with credits in thousandths', () => {
  expect(scrape.parseJob(fixture('scrapekit/status.json'))).toEqual({
    id: 'sk_job_4f7a9b1c',
    status: 'running',
    creditsUsed: 3210,
    progress: { done: 214, total: 500 },
  });
  expect(verify.parseJob(fixture('scrapekit/verify-status.json'))).toEqual({
    id: 'sk_verify_c1d2e3f4',
    status: 'running',
    creditsUsed: 39_210,
    progress: { done: 7842, total: 12_500 },
  });
});

test('C105, C194: brings a documented lead into normal form', () => {
  const { results } = fixture('scrapekit/results.json') as { results: Record<string, unknown>[] };

  expect(scrape.normalize(results[0]!)).toEqual({
    ...results[0],
    emails_found: ['hello@smileaustin.com', 'admin@smileaustin.com'],
  });
});

test.each([
  ['insufficient-credits', 'insufficient_credits', 'req_7f2a9c4e1b'],
  ['rate-limited', 'rate_limited', 'req_ac3f7b012d'],
  ['job-not-ready', 'job_not_ready', 'req_90fe12ab3c'],
])('C019: parses the documented error %s', (name, code, requestId) => {
  expect(scrapekit.parseRefusal(fixture(`scrapekit/error-${name}.json`))).toMatchObject({ code, requestId });
});

describe('C162, C164, C170: documented deliveries', () => {
  const secret = 'whsec_0123456789abcdefghijklmnopqrstuvwxyzABCDEFG';
  const timestamp = 1776768062;
  const now = new Date(timestamp * 1000);

  test.each([
    [
      'scrape-completed',
      'scrape',
      'completed',
      '13cd8203a404a03a5a24d96bb3e760d20225a7eed60dd575cd557c95d3ac97be',
    ],
    ['scrape-failed', 'scrape', 'failed', 'adcc2a9cf92e09bcb3a153c1eacfddd60f047823b0a465ceae25ab203803a545'],
    [
      'verify-completed',
      'verify',
      'completed',
      'ef3a7134c12317f6d61cace3150168e56205b911786428bf58d739d6ebed959e',
    ],
    ['verify-failed', 'verify', 'failed', '3532809157daaf3ac7712d734f68b18dd04d9de93d516b880aa083726d374d2a'],
  ])(
    '%s has the signature of an independent HMAC, and is accepted with it',
    (name, operation, status, signature) => {
      const body = fixtureBytes(`scrapekit/webhook-${name}.json`);
      const headers = { 'x-scrapekit-timestamp': String(timestamp), 'x-scrapekit-signature': signature };

      expect(signWebhook('scrapekit', { body, secret, now })).toEqual({
        'X-ScrapeKit-Timestamp': String(timestamp),
        'X-ScrapeKit-Signature': signature,
      });
      expect(verifyWebhook('scrapekit', { headers, body }, { secrets: [secret], now })).toMatchObject({
        trust: 'signed',
        readable: true,
        operation,
        status,
      });
    },
  );
});
