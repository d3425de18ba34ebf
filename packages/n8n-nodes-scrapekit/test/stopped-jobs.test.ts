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

test('a stopped node ends only after the cancel of its job, because n8n signs no request of a node that has ended', async () => {
	const stop = new AbortController();
	const answer = Promise.withResolvers<void>();
	const order: string[] = [];
	const cancel = async ({ id }: { readonly id: string }) => {
		order.push(`cancel of ${id}`);
		await answer.promise;
		order.push('answer');
	};
	const run = {
		operation: 'scrape',
		session: { signal: stop.signal, client: { cancel } },
		settings: { cancelOnStop: true },
		jobs: [jobOf('sk_job_1', 'running')],
	} as unknown as JobRun;

	const ended = withStop(run, async () => stop.abort()).then(() => order.push('end'));
	// All that needs no answer has happened after this.
	await new Promise<void>((resolve) => void setImmediate(resolve));
	answer.resolve();
	await ended;

	expect(order).toEqual(['cancel of sk_job_1', 'answer', 'end']);
});
