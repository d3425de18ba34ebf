import type { Job } from '@scrapekit/core';
import { expect, test, vi } from 'vitest';
import type { JobRun } from '../nodes/shared/job-run.ts';
import { withStop } from '../nodes/shared/stopped-jobs.ts';

const jobOf = (id: string, status: Job['status']) => ({
	ticket: { jobId: id },
	job: { id, status, operation: 'scrape', raw: {} },
});

test('the jobs of a stopped execution that go on are named in the log of n8n', async () => {
	const stop = new AbortController();
	const warn = vi.fn();
	const jobs = [jobOf('sk_job_1', 'running'), jobOf('sk_job_2', 'completed'), { ticket: {} }];
	const run = {
		session: { signal: stop.signal, context: { logger: { warn }, getExecutionId: () => '231' } },
		settings: { cancelOnStop: false },
		jobs,
	} as unknown as JobRun;

	await withStop(run, async () => {
		stop.abort();
		jobs.push(jobOf('sk_job_3', 'queued'));
	});

	expect(warn.mock.calls).toEqual([
		['The execution 231 was stopped. Its jobs are paid and go on: sk_job_1.'],
		['The execution 231 was stopped. Its jobs are paid and go on: sk_job_3.'],
	]);
});
