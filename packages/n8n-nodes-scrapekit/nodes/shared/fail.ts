import type { INode } from 'n8n-workflow';
import { toNodeError } from './node-error';
import type { Round } from './round';
import type { Entry } from './wait-state';

/** Keeps a failure for the item's output, or ends the run with it, as the node's On Error setting says. */
export function fail({ session }: Round, { ticket, itemIndex }: Entry, error: unknown): void {
	const { context } = session;
	const failure = toNodeError(context.getNode(), error, itemIndex);
	if (!context.continueOnFail()) throw failure;
	ticket.failure = failure.message;
}

/** Whether n8n sorts error items out of what the node returns, for an output after those that the node declares. */
export const hasErrorOutput = ({ onError }: INode): boolean => onError === 'continueErrorOutput';
