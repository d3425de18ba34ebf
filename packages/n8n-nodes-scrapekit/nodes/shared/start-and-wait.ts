import { type INodeExecutionData, NodeOperationError } from 'n8n-workflow';
import { jobFields, resultItems } from './result-items';
import { failEntry, hasErrorOutput, openEntries, openRound, pollDelayMs, type Round, wakeAt } from './round';
import { giveUpOnOverdue, fetchJobs, failLostItems, startJobs } from './round-jobs';
import type { ExecuteSession } from './session';
import { n8nClock } from './transport';
import { type Entry, rememberParked, rememberSettled, parkedItem } from './wait-state';

/** An AI agent cannot continue before its tool answers, so a tool does not park the execution. */
const TOOL_WAIT_MS = 120_000;

/**
 * Starts a job per item and parks the execution until all jobs have ended, so that n8n holds no memory or worker
 * meanwhile. When a webhook resumes the execution, the results leave by the first output. When a timer resumes it,
 * n8n does not run this node again: the parked items leave by the second output, and a connection from there back to
 * the input brings them here to be polled.
 */
export async function startAndWait(
	session: ExecuteSession,
	operation: string,
): Promise<INodeExecutionData[][]> {
	const round = openRound(session, operation);
	const isTool = isAgentTool(session);
	const webhookUrl = isTool ? undefined : await webhookUrlOf(round);
	failAgain(round);
	failLostItems(round);
	await fetchJobs(round);
	const started = await startJobs(round, webhookUrl);
	if (isTool) await waitInPlace(round, webhookUrl, TOOL_WAIT_MS);
	else if (started > 0) await waitInPlace(round, webhookUrl, round.settings.waitInPlaceMs);
	giveUpOnOverdue(round);
	if (!isTool && openEntries(round).length > 0) return await park(round);
	rememberSettled(session.context, round.state);
	return [await outcomeItems(round), []];
}

// Some versions of n8n run a tool in a special context, others as a node of a derived type with this ending.
const isAgentTool = ({ context }: ExecuteSession): boolean =>
	context.isToolExecution() || context.getNode().type.endsWith('Tool');

/** When n8n repeats a failed run, the failures noted in the first run end it again. */
function failAgain(round: Round): void {
	for (const entry of round.entries) {
		if (entry.ticket.failure !== undefined) failEntry(round, entry, entry.ticket.failure);
	}
}

/** Polls for a while without parking, because n8n resumes a parked execution later than a small job ends. */
async function waitInPlace(round: Round, webhookUrl: string | undefined, durationMs: number): Promise<void> {
	const until = Date.now() + durationMs;
	const signal = round.session.context.getExecutionCancelSignal();
	while (openEntries(round).length > 0 && Date.now() < until) {
		await n8nClock.sleep(Math.min(pollDelayMs(round), until - Date.now()), signal);
		await fetchJobs(round);
		await startJobs(round, webhookUrl);
	}
}

async function park(round: Round): Promise<INodeExecutionData[][]> {
	const { session, state, entries, settings } = round;
	const { context } = session;
	const executeData = context.getExecuteData();
	const parkedItems = () => entries.map((entry) => parkedItem(state, entry));
	rememberParked(context, state, entries);
	state.polls = settings.resumeBy !== 'webhook';
	// When the timer resumes the execution, n8n passes the node's input on. With this change it leaves by the second output.
	executeData.data.main = [[], parkedItems()];
	// n8n adds to each error item the fields of the input item at the same index. The items that a webhook brings have
	// other indexes: they would get the fields of a wrong item, and n8n drops all items if an index exceeds the input.
	if (settings.resumeBy === 'webhook' && hasErrorOutput(context.getNode())) executeData.source = null;
	context.setMetadata({ forwardAllOutputs: true });
	await context.putExecutionToWait(new Date(wakeAt(round)));
	// n8n empties the returned arrays when it moves items to the error output, so the input above has its own copy.
	return [[], parkedItems()];
}

/**
 * Returns the URL by which a webhook can resume this execution. Without one the jobs are polled, or the node fails when
 * its user chose webhooks only.
 */
async function webhookUrlOf({ session, settings }: Round): Promise<string | undefined> {
	const { context } = session;
	const address = await findResumeAddress(session);
	if (address.url !== undefined) return address.url;
	if (settings.resumeBy === 'webhook') {
		throw new NodeOperationError(context.getNode(), `No webhook can resume this node: ${address.reason}`, {
			description: 'Correct that, or set Resume By to Webhook and Polling. Nothing was started.',
		});
	}
	context.addExecutionHints({
		message: `The job is polled, because no webhook can resume this node: ${address.reason}.`,
		location: 'outputPane',
	});
	return undefined;
}

/** The URL by which a webhook can resume this execution, or the reason why there is none. */
type ResumeAddress = { readonly url: string } | { readonly url?: undefined; readonly reason: string };

/** The URL contains a token that n8n checks. The delivery is verified as well. */
async function findResumeAddress({ context, node }: ExecuteSession): Promise<ResumeAddress> {
	const { name } = node.provider;
	const { webhookSecret } = await context.getCredentials<{ webhookSecret?: string }>(node.credential);
	if (!webhookSecret) return { reason: `the ${name} credential holds no webhook secret` };
	const url = String(context.evaluateExpression('{{ $execution.resumeUrl }}', 0));
	if (url.startsWith('https://')) return { url };
	return { reason: `${name} calls https:// addresses only, and this n8n answers at ${new URL(url).origin}` };
}

/** Returns the results of each entry, or an item with its error, or an item with the state of a job still running. */
async function outcomeItems(round: Round): Promise<INodeExecutionData[]> {
	const items: INodeExecutionData[] = [];
	for (const entry of round.entries) items.push(...(await entryItems(round, entry)));
	return items;
}

async function entryItems(round: Round, entry: Entry): Promise<INodeExecutionData[]> {
	const { ticket, itemIndex } = entry;
	const pairedItem = { item: itemIndex };
	const job = round.jobs.get(ticket.jobId ?? '');
	if (job !== undefined && job.status !== 'completed' && ticket.failure === undefined) {
		return [{ json: jobFields(job), pairedItem }];
	}
	if (job !== undefined && ticket.failure === undefined) {
		try {
			return await resultItems(round.session, job, { output: round.output, itemIndex });
		} catch (error) {
			failEntry(round, entry, error);
		}
	}
	return [{ json: { error: ticket.failure ?? 'This item was not started.' }, pairedItem }];
}
