import type { INodeExecutionData } from 'n8n-workflow';
import { fail } from './fail';
import { jobFields, resultItems } from './result-items';
import type { Round } from './round';
import type { Entry } from './wait-state';

/** What leaves for each entry: its results, the reason why there are none, or the state of a job still running. */
export async function outcomeItems(round: Round): Promise<INodeExecutionData[]> {
	const items: INodeExecutionData[] = [];
	for (const entry of round.entries) items.push(...(await outcome(round, entry)));
	return items;
}

async function outcome(round: Round, entry: Entry): Promise<INodeExecutionData[]> {
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
			fail(round, entry, error);
		}
	}
	return [{ json: { error: ticket.failure ?? 'This item was not started.' }, pairedItem }];
}
