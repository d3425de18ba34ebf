import type { IExecuteFunctions } from 'n8n-workflow';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { type Memory, reopenTickets } from '../nodes/shared/tickets.ts';

afterEach(() => void vi.useRealTimers());

/** The parts of n8n's context that tickets use. */
const contextOf = (execution: string, runIndex = 0) =>
	({
		getExecutionId: () => execution,
		evaluateExpression: () => runIndex,
	}) as unknown as IExecuteFunctions;

const failure = { message: 'Job sk_job_1 was still running after 3600 s.', facts: { job_id: 'sk_job_1' } };

/** What n8n has stored with the failed execution 17. A retried execution begins with it. */
const memoryOf = (failedIn: number): Memory => ({
	token: 'run 0',
	execution: '17',
	tickets: { 'run 0 item 0': { jobId: 'sk_job_1', startedAt: 1000, failure, failedIn } },
	away: [],
});

describe('the memory of a failed execution that n8n retries', () => {
	test('keeps the job, forgets its failure, and lets the time of Give Up After begin anew', () => {
		vi.useFakeTimers({ toFake: ['Date'], now: 9_000_000 });
		const memory = memoryOf(0);

		reopenTickets(contextOf('18', 1), memory);

		expect(memory.tickets['run 0 item 0']).toEqual({
			jobId: 'sk_job_1',
			startedAt: 9_000_000,
			failedIn: 0,
			lastFailure: failure,
		});
	});

	test('keeps the time and the failures of an earlier run within one execution', () => {
		const memory = memoryOf(0);

		reopenTickets(contextOf('17', 1), memory);

		expect(memory).toEqual(memoryOf(0));
	});
});
