import { NodeOperationError } from 'n8n-workflow';
import { resumeAddress } from './resume-address';
import type { Round } from './round';

/** The address for the webhooks of this wait, if there can be any; a wait that relies on them ends here otherwise. */
export async function chooseAddress({ session, settings }: Round): Promise<string | undefined> {
	const { context } = session;
	const address = await resumeAddress(session);
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
