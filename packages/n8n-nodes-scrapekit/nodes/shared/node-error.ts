import {
	AmbiguousCreateError,
	InputError,
	JobNotCompletedError,
	JobTimeoutError,
	NetworkError,
	ProviderError,
} from '@scrapekit/core';
import { type INode, type JsonObject, NodeApiError, NodeOperationError } from 'n8n-workflow';

export type NodeError = NodeApiError | NodeOperationError;

/** Turns an error thrown for an item into one that n8n shows with two lines: what happened, and what to do next. */
export function toNodeError(node: INode, error: unknown, itemIndex: number): NodeError {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) return error;
	if (!ProviderError.isInstance(error)) {
		return new NodeOperationError(node, error instanceof Error ? error : String(error), { itemIndex });
	}
	const { message, status, requestId } = error;
	const trace =
		requestId === undefined ? '' : ` ScrapeKit's support can find this request by its ID ${requestId}.`;
	const description = adviceFor(error) + trace;
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

const byCode: Readonly<Record<string, string>> = {
	invalid_webhook:
		'Webhook URLs must start with https:// and be reachable from the internet. Leave the field empty to poll instead.',
	invalid_query: 'Query and Location need 1 to 120 characters, and Max Leads a number from 0 to 500000.',
	too_many_active_jobs:
		'An account runs five scrape jobs at a time. Wait for one to end, or use Start and Wait, which queues the rest.',
	job_not_cancellable: 'The job had ended before the cancellation arrived. Use Get to see its status.',
};

const byStatus: Readonly<Record<number, string>> = {
	401: 'Open the credential, paste the API key again and save.',
	402: 'Add credits in the ScrapeKit dashboard, or lower Max Leads.',
	403: 'Contact ScrapeKit support about the state of the account.',
	404: 'Check the job ID. A job is found only with a key of the account that started it.',
	429: 'Wait a minute, then run the workflow again, or send fewer items at once.',
};

/** The second line of an error message: what the user can do next. */
function adviceFor(error: ProviderError): string {
	if (AmbiguousCreateError.isInstance(error)) {
		return 'Do not simply run this item again. Open the ScrapeKit dashboard: if the job is there, read it with Get Leads.';
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
	const known = byCode[error.code ?? ''] ?? byStatus[error.status ?? 0];
	return known ?? 'Try again in a few minutes.';
}
