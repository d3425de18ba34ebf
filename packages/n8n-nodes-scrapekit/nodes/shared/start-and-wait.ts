import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { hint, reportCost } from './hints';
import { type JobRun, nameOtherJobs, openRun, outcomeItems, refuseLostItems } from './job-run';
import { readOption } from './parameters';
import type { ProviderNode, Resource } from './provider-node';
import { type ExecuteSession, openSession } from './session';
import { reasonNotToSleep, sleepUntilEnded, withEmptyLoop } from './sleep';
import { withStop } from './stopped-jobs';
import { answerOfTool, isAgentTool, TOOL_WAIT_MS } from './tool';
import { n8nClock } from './transport';
import { waitInPlace } from './wait-in-place';

/**
 * Starts the jobs and waits for them: in place, or asleep in n8n's database when the user chose that and the node is
 * connected for it.
 */
export async function startAndWait(
	context: IExecuteFunctions,
	node: ProviderNode,
	resource: Resource,
): Promise<INodeExecutionData[][]> {
	const pollEvery = readOption({ context, itemIndex: 0 }, 'pollEvery', 'Poll Every');
	const session = await openSession(context, node, {
		pollEverySeconds: pollEvery === 0 ? undefined : pollEvery,
	});
	const run = openRun(session, resource, resource.operation ?? '');
	try {
		return await withStop(run, async () => await waitAs(run, session));
	} catch (error) {
		throw nameOtherJobs(run, error);
	}
}

async function waitAs(run: JobRun, session: ExecuteSession): Promise<INodeExecutionData[][]> {
	const { context } = session;
	if (isAgentTool(context)) {
		await waitInPlace(run, { until: n8nClock.now() + TOOL_WAIT_MS });
		reportCost(session, run.jobs);
		return [await answerOfTool(run, run.jobs)];
	}
	if (context.getNodeParameter('whileRunning', 0, 'wait') !== 'sleep') {
		await waitInPlace(run);
		return [await outcomeItems(run, run.jobs)];
	}
	refuseLostItems(run);
	const reason = reasonNotToSleep(session);
	if (reason === undefined) return await sleepUntilEnded(run);
	hint(context, `This node waited here and did not sleep, because ${reason}.`);
	await waitInPlace(run);
	return withEmptyLoop(run, await outcomeItems(run, run.jobs));
}
