import { createHmac } from 'node:crypto';
import { providers } from '@scrapekit/core';
import { expect, test } from 'vitest';
import { judgeCallback } from '../../src/shared/judge-callback.ts';

const secret = `whsec_${'s'.repeat(43)}`;
const now = new Date('2026-04-21T10:05:00Z');
const content =
  '{"event":"scrape.job.completed","data":{"job_id":"sk_job_1","status":"completed","query":"café"}}';
const timestamp = String(now.getTime() / 1000);
const signature = createHmac('sha256', secret).update(`${timestamp}.${content}`, 'utf8').digest('hex');

const judge = (
  headers: Record<string, string>,
  facts: { content?: string; secrets?: string[]; now?: Date } = {},
) =>
  judgeCallback(
    providers.scrapekit,
    { headers, content: facts.content ?? content },
    { secrets: facts.secrets ?? [secret], now: facts.now ?? now },
  );

test.each([
  ['as Zapier rewrites them', 'Http-X-Scrapekit-'],
  ['as Zapier rewrites them, in capitals', 'HTTP-X-SCRAPEKIT-'],
  ['as ScrapeKit sends them', 'X-ScrapeKit-'],
  ['in lower case', 'x-scrapekit-'],
])('C170: knows a genuine callback with headers %s', (_, prefix) => {
  expect(judge({ [`${prefix}Signature`]: signature, [`${prefix}Timestamp`]: timestamp })).toBe('genuine');
});

const genuine = { 'Http-X-Scrapekit-Signature': signature, 'Http-X-Scrapekit-Timestamp': timestamp };

test('tells a changed body from a genuine one', () => {
  expect(judge(genuine, { content: content.replace('completed', 'failed') })).toBe('signature_mismatch');
});

test('tells a late callback from a forged one', () => {
  expect(judge(genuine, { now: new Date(now.getTime() + 3_600_000) })).toBe('stale_timestamp');
});

test('takes a header in both forms for the contradiction it is', () => {
  expect(judge({ ...genuine, 'X-ScrapeKit-Signature': signature })).toBe('duplicate_header');
});

test('calls nothing genuine without a secret', () => {
  expect(judge(genuine, { secrets: [] })).toBe('no_secret');
});
