import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { follow, startEngine, type TestEngine } from './support/engine.ts';
import { plainWorkflow, sleepingWorkflow, waitingWorkflow } from './support/workflows.ts';

let engine: TestEngine;
beforeAll(async () => void (engine = await startEngine()));
afterAll(async () => await engine.close());
afterEach(() => {
	engine.scrapeKit.intercept = undefined;
	engine.scrapeKit.clear();
});

/** Lets each job end when it is read for the first time. */
function endAtOnce(): void {
	engine.scrapeKit.intercept = ({ method, path }) => {
		const id = path.split('/').at(-1) ?? '';
		if (method === 'GET' && id.startsWith('sk_job_')) engine.scrapeKit.end(id);
		return undefined;
	};
}

const items = ['dentists', 'plumbers', 'bakers'].map((query) => ({ json: { query } }));
const search = { query: '={{ $json.query }}', location: 'Austin, Texas' };
const aboutCost = (hints: readonly string[]) => hints.filter((hint) => hint.includes('cost'));

describe('the cost of the jobs of a run is told in one hint', () => {
	test('with the ID of the job when one has ended', async () => {
		endAtOnce();
		const { hints } = await follow(engine, waitingWorkflow()).outcome;

		expect(aboutCost(hints)).toEqual([`Job ${engine.scrapeKit.ids[0]} cost 0.015 credits.`]);
	});

	test('with the number of jobs when several have ended', async () => {
		endAtOnce();
		const { hints } = await follow(engine, waitingWorkflow(), { items }).outcome;

		expect(aboutCost(hints)).toEqual(['3 jobs cost 0.045 credits.']);
	});

	test('as an estimate when the node does not wait', async () => {
		const start = plainWorkflow({ operation: 'start', ...search });
		const { hints } = await follow(engine, start, { items }).outcome;

		expect(aboutCost(hints)).toEqual(['3 jobs will cost about 4.5 credits.']);
	});

	test('as an estimate for a job that still runs when the node gives up', async () => {
		const workflow = waitingWorkflow(
			{ options: { giveUpAfter: 0.001 } },
			{ onError: 'continueRegularOutput' },
		);
		const { hints } = await follow(engine, workflow).outcome;

		expect(aboutCost(hints)).toEqual([`Job ${engine.scrapeKit.ids[0]} will cost about 1.5 credits.`]);
	});

	test('after a sleep, without the estimate of the run that went to sleep', async () => {
		const run = follow(engine, sleepingWorkflow());
		const [jobId = ''] = await run.parkedJobs(1);
		engine.scrapeKit.end(jobId);
		engine.clock.ring();
		const { hints } = await run.outcome;

		expect(aboutCost(hints)).toEqual([`Job ${jobId} cost 0.015 credits.`]);
	});
});
