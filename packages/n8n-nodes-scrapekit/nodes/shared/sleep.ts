import { endsWait, isTerminal, JobNotCompletedError, JobTimeoutError, pollDelayMs } from '@scrapekit/core';
import { type INodeExecutionData, NodeOperationError } from 'n8n-workflow';
import { hint, reportCost } from './hints';
import { failJob, type JobRun, openJobs, outcomeItems, type RunJob, slotsOf } from './job-run';
import type { ExecuteSession } from './session';
import { rememberAway, sleepingItem } from './tickets';
import { n8nClock } from './transport';
import { waitInPlace } from './wait-in-place';

/**
 * Starts the jobs and lets the execution sleep in n8n's database until they have ended. A webhook or the timer wakes
 * it; the items then leave by the first output, and a connection from there back to the input brings them here again,
 * where the jobs are fetched. So every item arrives by a run of this node, and n8n links the results to the right item.
 */
export async function sleepUntilEnded(run: JobRun): Promise<INodeExecutionData[][]> {
	const { session, items, memory, jobs } = run;
	const { context } = session;
	const webhookUrl = await resumeUrlOf(session);
	await fetchJobs(run);
	const hasNew = openJobs(run).some(({ ticket }) => ticket.jobId === undefined) && hasFreeSlot(run);
	if (hasNew) await waitInPlace(run, { until: n8nClock.now() + run.settings.waitBeforeSleepMs, webhookUrl });
	giveUpOnOverdue(run);
	const open = openJobs(run);
	if (open.length > 0) {
		reportCost(session, jobs);
		rememberAway(context, memory, items);
		return await sleep(run);
	}
	if (webhookUrl !== undefined) reportMissingWebhooks(run, webhookUrl);
	const results = await outcomeItems(run, jobs);
	// When the results cannot be read and n8n repeats this run, the items must still be known by their tickets.
	rememberAway(context, memory, []);
	return withEmptyLoop(run, results);
}

const hasFreeSlot = (run: JobRun): boolean =>
	openJobs(run).filter(({ ticket }) => ticket.jobId !== undefined).length < slotsOf(run);

/** Tells the user that the timer ended the sleep, because a wrong secret refuses every webhook and shows nowhere else. */
function reportMissingWebhooks({ session, items }: JobRun, webhookUrl: string): void {
	const { context, node } = session;
	if (!items.some(({ wokenBy }) => wokenBy === 'timer')) return;
	const { name } = node.provider;
	hint(
		context,
		`No webhook arrived, so a timer woke this execution. If that happens often, check the webhook secret in the credential, and whether ${name} can reach ${new URL(webhookUrl).origin}.`,
	);
}

/** Fetches every started job that has not ended. A job that failed or was cancelled fails its item. */
async function fetchJobs(run: JobRun): Promise<void> {
	const { client, signal } = run.session;
	for (const runJob of openJobs(run)) {
		const { jobId } = runJob.ticket;
		if (jobId === undefined) continue;
		try {
			runJob.job = await client.get({ id: jobId, operation: run.operation }, { signal });
			if (isTerminal(runJob.job) && runJob.job.status !== 'completed')
				throw new JobNotCompletedError(runJob.job);
		} catch (error) {
			signal?.throwIfAborted();
			// Other errors do not mean that the job failed, so it is fetched again after the next sleep.
			if (JobNotCompletedError.isInstance(error) || endsWait(error)) failJob(run, runJob, error);
		}
	}
}

/** Fails the items that have waited longer than the user allows. Their jobs continue at the provider. */
function giveUpOnOverdue(run: JobRun): void {
	for (const runJob of openJobs(run)) {
		const elapsedMs = Date.now() - waitsSince(runJob);
		if (elapsedMs >= run.settings.giveUpAfterMs) failJob(run, runJob, overdueError(run, runJob, elapsedMs));
	}
}

/** Since when a job runs, or since when its create is refused for want of a slot, in milliseconds since the epoch. */
const waitsSince = ({ ticket: { startedAt, refusedSince } }: RunJob): number =>
	startedAt ?? refusedSince ?? Date.now();

function overdueError(
	{ session }: JobRun,
	{ ticket: { jobId }, job, plan }: RunJob,
	elapsedMs: number,
): Error {
	if (job !== undefined) return new JobTimeoutError(job, elapsedMs);
	const node = session.context.getNode();
	const { itemIndex } = plan;
	if (jobId !== undefined) {
		return new NodeOperationError(
			node,
			`Job ${jobId} could not be fetched in time. It goes on: fetch its results later by its ID.`,
			{ itemIndex },
		);
	}
	return new NodeOperationError(
		node,
		`The job of this item could not be started within ${Math.round(elapsedMs / 60_000)} minutes`,
		{
			description:
				'Your account already runs as many jobs as it may. Raise Give Up After, or run this item again when some of them have ended. Nothing was charged for it.',
			itemIndex,
		},
	);
}

/** Puts the execution to sleep. When it wakes, the items leave by the first output with their tickets. */
async function sleep(run: JobRun): Promise<INodeExecutionData[][]> {
	const { session, memory, items } = run;
	const { context } = session;
	const executeData = context.getExecuteData();
	const sleeping = () => items.map((item) => sleepingItem(memory, item));
	// When the execution wakes, n8n does not run this node but passes its input on.
	executeData.data.main = [sleeping()];
	await context.putExecutionToWait(new Date(wakeAt(run)));
	// n8n empties the returned arrays when it sorts out items with errors, so the input above has its own copy.
	return [sleeping(), []];
}

/** The latest time at which the execution wakes, in milliseconds since the epoch. */
function wakeAt(run: JobRun): number {
	const { session, settings } = run;
	const starts = openJobs(run).map(waitsSince);
	const ageMs = Date.now() - Math.max(...starts);
	const deadline = Math.min(...starts) + settings.giveUpAfterMs;
	return Math.min(deadline, Date.now() + pollDelayMs(session.cadence, ageMs, Math.random));
}

/**
 * Returns the outputs of a wait that is over. Always Output Data would put an empty item into the first output, whose
 * connection leads back here, so this node adds the empty item to its results itself.
 */
export function withEmptyLoop(
	{ session: { context } }: JobRun,
	results: INodeExecutionData[],
): INodeExecutionData[][] {
	const executeData = context.getExecuteData();
	const { node } = executeData;
	if (node.alwaysOutputData !== true) return [[], results];
	executeData.node = { ...node, alwaysOutputData: false };
	return [[], results.length > 0 ? results : [{ json: {}, pairedItem: { item: 0 } }]];
}

/**
 * Returns why this run must not sleep, or undefined when it may. Without a connection from the first output back to the
 * input nothing would bring the items here again.
 */
export function reasonNotToSleep({ context }: ExecuteSession): string | undefined {
	if (!hasLoop(context)) return '"Still Running" is not connected to the point at the left of this node';
	if (isDestination(context)) return 'the workflow was run only up to this node';
	return undefined;
}

/** What the types of n8n-workflow do not declare. Where a version of n8n lacks it, the node waits in place. */
interface Undeclared {
	/** By input: the outputs that are connected to it. */
	readonly getConnections?: (
		node: { readonly name: string },
		type: 'main',
	) => readonly (readonly Source[] | null)[];
	readonly runExecutionData?: {
		readonly startData?: { readonly destinationNode?: { readonly nodeName?: string } };
	};
}

interface Source {
	readonly node: string;
	/** The index of the output. */
	readonly index: number;
}

/** Follows the connections back from the input until they reach the first output of this node. */
function hasLoop(context: ExecuteSession['context']): boolean {
	const own = context.getNode().name;
	const { getConnections } = context as unknown as Undeclared;
	if (getConnections === undefined) return false;
	const visited = new Set<string>();
	const pending = [own];
	for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
		const sources = getConnections.call(context, { name }, 'main').flatMap((each) => each ?? []);
		if (sources.some(({ node, index }) => node === own && index === 0)) return true;
		for (const { node } of sources) {
			if (node === own || visited.has(node)) continue;
			visited.add(node);
			pending.push(node);
		}
	}
	return false;
}

/** Whether the user runs the workflow up to this node only, so that n8n does not follow its connections. */
function isDestination(context: ExecuteSession['context']): boolean {
	const { runExecutionData } = context as unknown as Undeclared;
	return runExecutionData?.startData?.destinationNode?.nodeName === context.getNode().name;
}

/** The URL by which a webhook can wake this execution. Without one the jobs are polled alone, and a hint says why. */
async function resumeUrlOf(session: ExecuteSession): Promise<string | undefined> {
	const { context, node } = session;
	const { name, webhook } = node.provider;
	if (webhook.registration.kind !== 'per-job') return undefined;
	const reason = await reasonForNoWebhook(session);
	if (reason === undefined) return String(context.evaluateExpression('{{ $execution.resumeUrl }}', 0));
	hint(context, `${name} cannot wake this execution, so the jobs are checked at intervals: ${reason}.`);
	return undefined;
}

async function reasonForNoWebhook({ context, node }: ExecuteSession): Promise<string | undefined> {
	const { name, webhook } = node.provider;
	const { webhookSecret } = await context.getCredentials<{ webhookSecret?: string }>(node.credential);
	if (webhook.secret === 'own' && !webhookSecret?.trim())
		return `the ${name} credential holds no webhook secret`;
	const url = String(context.evaluateExpression('{{ $execution.resumeUrl }}', 0));
	if (url.startsWith('https://')) return undefined;
	return `${name} calls https:// addresses only, and this n8n answers at ${new URL(url).origin}`;
}
