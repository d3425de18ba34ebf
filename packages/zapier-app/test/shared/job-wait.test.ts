import { createHmac } from 'node:crypto';
import { providers } from '@scrapekit/core';
import { FakeClock } from '@scrapekit/core/testing';
import { describe, expect, test, vi } from 'vitest';
import { scrapeResultsFile } from '../../src/providers/scrapekit.ts';
import { judgeCallback, resumeJob } from '../../src/shared/job-wait.ts';
import { account, failure, runStep } from '../run-step.ts';
import { jobId, jobRoute, scrapeJob } from '../scrape-answers.ts';
import { scriptedApi } from '../scripted-api.ts';

test('C186: a callback about a job that still runs ends the step with an error that says how to continue', async () => {
  vi.spyOn(console, 'log').mockReturnValue();
  const api = await scriptedApi({ [jobRoute]: scrapeJob({ status: 'running' }) });
  const options = { operation: 'scrape', copiedKeys: [], file: scrapeResultsFile, clock: new FakeClock() };
  const resume = resumeJob(providers.scrapekit, options);

  const { name, message } = await failure(
    runStep(resume, { authData: account(api.url), outputData: { id: jobId }, rawRequest: {} }),
  );

  expect(name).toBe('AppError');
  expect(message).toContain('is still running');
});

test('C186: when the job cannot be read after a callback, the error names the job and the reason', async () => {
  vi.spyOn(console, 'log').mockReturnValue();
  const api = await scriptedApi({ [jobRoute]: { status: 502, json: {} } });
  const options = { operation: 'scrape', copiedKeys: [], file: scrapeResultsFile, clock: new FakeClock() };
  const resume = resumeJob(providers.scrapekit, options);

  const { name, message } = await failure(
    runStep(resume, { authData: account(api.url), outputData: { id: jobId }, rawRequest: {} }),
  );

  expect(name).toBe('AppError');
  expect(message).toContain(jobId);
  expect(message).toContain('502');
});

describe('the check of a callback', () => {
  const secret = `whsec_${'s'.repeat(43)}`;
  const now = new Date('2026-04-21T10:05:00Z');
  const content =
    '{"event":"scrape.job.completed","data":{"job_id":"sk_job_1","status":"completed","query":"café"}}';
  const timestamp = String(now.getTime() / 1000);
  const signature = createHmac('sha256', secret).update(`${timestamp}.${content}`, 'utf8').digest('hex');

  const judge = (
    headers: Record<string, string>,
    changes: { content?: string; secrets?: string[]; now?: Date } = {},
  ) =>
    judgeCallback(
      providers.scrapekit,
      { headers, content: changes.content ?? content },
      { secrets: changes.secrets ?? [secret], now: changes.now ?? now },
    );

  test.each([
    ['as Zapier rewrites them', 'Http-X-Scrapekit-'],
    ['as Zapier rewrites them, in capitals', 'HTTP-X-SCRAPEKIT-'],
    ['as ScrapeKit sends them', 'X-ScrapeKit-'],
    ['in lower case', 'x-scrapekit-'],
  ])('C170: accepts a genuine callback with headers %s', (_, prefix) => {
    expect(judge({ [`${prefix}Signature`]: signature, [`${prefix}Timestamp`]: timestamp })).toBe('genuine');
  });

  const genuine = { 'Http-X-Scrapekit-Signature': signature, 'Http-X-Scrapekit-Timestamp': timestamp };

  test('reports a changed body as a wrong signature', () => {
    expect(judge(genuine, { content: content.replace('completed', 'failed') })).toBe('signature_mismatch');
  });

  test('reports a late callback as stale, not as forged', () => {
    expect(judge(genuine, { now: new Date(now.getTime() + 3_600_000) })).toBe('stale_timestamp');
  });

  test('reports a signature that is given twice', () => {
    expect(judge({ ...genuine, 'X-ScrapeKit-Signature': signature })).toBe('duplicate_header');
  });

  test('accepts no callback without a secret', () => {
    expect(judge(genuine, { secrets: [] })).toBe('no_secret');
  });
});
