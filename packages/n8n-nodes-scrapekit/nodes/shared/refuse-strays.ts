import { NodeOperationError } from 'n8n-workflow';
import { fail } from './fail';
import type { Round } from './round';
import { missingJobs } from './wait-state';

/**
 * Fails the items that lost their ticket on the way back here. To take them for new ones would start and charge their
 * jobs again at each poll. The error names the jobs that are left without an item, so that their leads can be fetched.
 */
export function refuseStrays(round: Round): void {
	const { session, state, entries } = round;
	const jobIds = missingJobs(state, entries);
	const waiting =
		jobIds.length === 0
			? 'No job was lost.'
			: `Fetch the leads of the waiting jobs with Get Leads: ${jobIds.join(', ')}.`;
	for (const entry of entries.filter(({ isStray }) => isStray)) {
		const message = `The item has lost its field "scrapekit": a node between "Still Running" and the input of this node removed it. No new job was started. ${waiting}`;
		const error = new NodeOperationError(session.context.getNode(), message, {
			description:
				'Connect "Still Running" directly to the input of this node, or let every node between them keep the field "scrapekit".',
			itemIndex: entry.itemIndex,
		});
		fail(round, entry, error);
	}
}
