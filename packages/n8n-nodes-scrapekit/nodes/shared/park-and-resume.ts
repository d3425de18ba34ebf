import type { INodeExecutionData } from 'n8n-workflow';
import { chooseAddress } from './choose-address';
import { fail, hasErrorOutput } from './fail';
import { outcomeItems } from './outcome-items';
import { giveUpOnOverdue, readJobs } from './read-jobs';
import { refuseStrays } from './refuse-strays';
import { openEntries, openRound, type Round } from './round';
import type { ExecuteSession } from './session';
import { startJobs } from './start-jobs';
import { n8nClock } from './transport';
import { rememberParked, rememberSettled, stubOf } from './wait-state';
import { pollDelayMs, wakeAt } from './wake-time';

/** An agent waits for its tool with nothing else to do, so the tool has to come back. */
const TOOL_PATIENCE_MS = 120_000;

/**
 * Starts a job per item and parks the execution until all have ended, so that nothing is held while waiting.
 * A webhook lets the results leave by the first output. A timer cannot run a node again in n8n: it lets the
 * parked items leave by the second one, from where a wire brings them back here to be polled.
 */
export async function startAndWait(
	session: ExecuteSession,
	operation: string,
): Promise<INodeExecutionData[][]> {
	const round = openRound(session, operation);
	const isTool = isAgentTool(session);
	const webhookUrl = isTool ? undefined : await chooseAddress(round);
	failAgain(round);
	refuseStrays(round);
	await readJobs(round);
	const started = await startJobs(round, webhookUrl);
	if (isTool) await waitInPlace(round, webhookUrl, TOOL_PATIENCE_MS);
	else if (started > 0) await waitInPlace(round, webhookUrl, round.settings.waitInPlaceMs);
	giveUpOnOverdue(round);
	if (!isTool && openEntries(round).length > 0) return await park(round);
	rememberSettled(session.context, round.state);
	return [await outcomeItems(round), []];
}

// Depending on its version n8n runs a tool in a context of its own, or as a node of a type that it derives.
const isAgentTool = ({ context }: ExecuteSession): boolean =>
	context.isToolExecution() || context.getNode().type.endsWith('Tool');

/** Failures that were kept must end the run once more when n8n repeats it. */
function failAgain(round: Round): void {
	for (const entry of round.entries) {
		if (entry.ticket.failure !== undefined) fail(round, entry, entry.ticket.failure);
	}
}

/** Small jobs end within seconds; parking them would cost more than it saves. */
async function waitInPlace(round: Round, webhookUrl: string | undefined, patienceMs: number): Promise<void> {
	const until = Date.now() + patienceMs;
	const signal = round.session.context.getExecutionCancelSignal();
	while (openEntries(round).length > 0 && Date.now() < until) {
		await n8nClock.sleep(Math.min(pollDelayMs(round), until - Date.now()), signal);
		await readJobs(round);
		await startJobs(round, webhookUrl);
	}
}

async function park(round: Round): Promise<INodeExecutionData[][]> {
	const { session, state, entries, settings } = round;
	const { context } = session;
	const executeData = context.getExecuteData();
	const stubs = () => entries.map((entry) => stubOf(state, entry));
	rememberParked(context, state, entries);
	state.polls = settings.resumeBy !== 'webhook';
	// On a timer n8n forwards the node's own input; with this it leaves by the second output.
	executeData.data.main = [[], stubs()];
	// n8n adds to each error item the input item at the same index. A webhook's items have other indexes, so they
	// would get the fields of a wrong item, and an index beyond the input would make n8n drop them all.
	if (settings.resumeBy === 'webhook' && hasErrorOutput(context.getNode())) executeData.source = null;
	context.setMetadata({ forwardAllOutputs: true });
	await context.putExecutionToWait(new Date(wakeAt(round)));
	// n8n empties the arrays that a node returns when it sorts out the items for the error output.
	return [[], stubs()];
}
