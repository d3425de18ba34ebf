import {
	AmbiguousCreateError,
	InputError,
	JobNotCompletedError,
	JobTimeoutError,
	NetworkError,
	type ProviderDefinition,
	ProviderError,
} from '@scrapekit/core';
import { type JsonObject, NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { Session } from './session';

export type NodeError = NodeApiError | NodeOperationError;

/** The parts of a session by which an error is described. */
type ErrorSource = Pick<Session, 'context' | 'node'>;

/** Turns an error thrown for an item into one that n8n shows with two lines: what happened, and what to do next. */
export function toNodeError(
	{ context, node: { provider } }: ErrorSource,
	error: unknown,
	itemIndex: number,
): NodeError {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) return error;
	const node = context.getNode();
	if (!ProviderError.isInstance(error)) {
		return new NodeOperationError(node, error instanceof Error ? error : String(error), { itemIndex });
	}
	const { message, status, requestId } = error;
	const trace =
		requestId === undefined
			? ''
			: ` The support of ${provider.name} can find this request by its ID ${requestId}.`;
	const description = adviceFor(provider, error) + trace;
	if (status === undefined && !NetworkError.isInstance(error)) {
		return new NodeOperationError(node, message, { description, itemIndex });
	}
	return new NodeApiError(node, error.toJSON() as JsonObject, {
		message,
		description,
		itemIndex,
		httpCode: status === undefined ? 'none' : String(status),
	});
}

/** What n8n adds to the advice of the provider's definition, by code. */
const additions: Readonly<Record<string, string>> = {
	invalid_webhook: ' Leave the field empty to poll instead.',
	too_many_active_jobs: ' Start and Wait does that by itself.',
	job_not_cancellable: ' Use Get to see its status.',
};

const byStatus: Readonly<Record<number, string>> = {
	402: 'Add credits to the account, or ask for less.',
	403: 'Check the state of the account and what its key may do.',
	404: 'Check the job ID. A job is found only with a key of the account that started it.',
	429: 'Wait a minute, then run the workflow again, or send fewer items at once.',
};

/** The second line of an error message: what the user can do next. */
function adviceFor({ name, advice, badKeyStatuses = [401] }: ProviderDefinition, error: ProviderError): string {
	const { code = '', status = 0 } = error;
	if (AmbiguousCreateError.isInstance(error)) {
		return `Do not simply run this item again. Open the ${name} dashboard: if the job is there, read it with Get Leads.`;
	}
	if (InputError.isInstance(error)) return 'Correct the field and run the node again. Nothing was charged.';
	if (JobTimeoutError.isInstance(error)) return 'Raise Give Up After, or read the job later with Get Leads.';
	if (JobNotCompletedError.isInstance(error)) {
		return error.retryable
			? 'Use Start and Wait, or ask again later.'
			: 'Correct the problem that the message names, then start a new job.';
	}
	if (NetworkError.isInstance(error))
		return 'Check the base URL in the credential and the network of this n8n.';
	const known = advice?.[code];
	if (known !== undefined) return known + (additions[code] ?? '');
	if (badKeyStatuses.includes(status)) return 'Open the credential, paste the API key again and save.';
	return byStatus[status] ?? 'Try again in a few minutes.';
}
