import {
	AmbiguousCreateError,
	InputError,
	JobNotCompletedError,
	JobTimeoutError,
	NetworkError,
	type ProviderDefinition,
	ProviderError,
} from '@scrapekit/core';
import {
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type JsonObject,
	NodeApiError,
	NodeOperationError,
} from 'n8n-workflow';
import { linkTo } from './job-input';
import { formFields } from './parameters';
import type { Session } from './session';

export type NodeError = NodeApiError | NodeOperationError;

/** The parts of a session by which an error is described. */
export type ErrorSource = Pick<Session, 'context' | 'node'>;

/** The item and the job that an error is about, where they are known. */
export interface ErrorPlace {
	readonly itemIndex?: number;
	readonly jobId?: string;
	/** The provider's operation, by which fields are named with their labels. */
	readonly operation?: string;
}

/** Turns an error thrown for an item into one that n8n shows with two lines: what happened, and what to do next. */
export function toNodeError(source: ErrorSource, error: unknown, place: ErrorPlace = {}): NodeError {
	if (error instanceof NodeApiError || error instanceof NodeOperationError)
		return withJob(error, place.jobId);
	const node = source.context.getNode();
	const { itemIndex } = place;
	if (!ProviderError.isInstance(error)) {
		const plain = new NodeOperationError(node, error instanceof Error ? error : String(error), { itemIndex });
		return withJob(plain, place.jobId);
	}
	const { status } = error;
	const message = describe(source, error, place);
	const description = adviceFor(source.node.provider, error) + traceOf(source, error, place);
	if (status === undefined && !NetworkError.isInstance(error)) {
		return withFacts(new NodeOperationError(node, message, { description, itemIndex }), error, place.jobId);
	}
	const apiError = new NodeApiError(node, error.toJSON() as JsonObject, {
		message,
		description,
		itemIndex,
		httpCode: status === undefined ? 'none' : String(status),
	});
	return withFacts(apiError, error, place.jobId);
}

/** The facts of a failure that a workflow can use, in the field `context` of n8n's error. */
export interface FailureFacts {
	readonly job_id?: string;
	readonly status?: number;
	readonly code?: string;
	readonly request_id?: string;
}

function withFacts<T extends NodeError>(error: T, source: ProviderError, jobId = source.jobId): T {
	const { status, code, requestId } = source;
	const facts: FailureFacts = { job_id: jobId, status, code, request_id: requestId };
	Object.assign(error.context, { failure: facts });
	return error;
}

function withJob<T extends NodeError>(error: T, jobId: string | undefined): T {
	if (jobId !== undefined) Object.assign(error.context, { failure: { ...factsOf(error), job_id: jobId } });
	return error;
}

export const factsOf = ({ context }: NodeError): FailureFacts =>
	(context as { failure?: FailureFacts }).failure ?? {};

/** The facts of a failure without the absent ones, which n8n would show as empty fields. */
export const presentFacts = (facts: FailureFacts): IDataObject =>
	Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as IDataObject;

/** Whether n8n moves the items with an error to an additional output, after those that the node declares. */
export const hasErrorOutput = ({ onError }: INode): boolean => onError === 'continueErrorOutput';

/** The item that stands for an item which failed while the node continues on errors. */
export function errorItem(
	source: ErrorSource,
	error: unknown,
	place: ErrorPlace & { readonly itemIndexes?: readonly number[] } = {},
): INodeExecutionData {
	const failure = toNodeError(source, error, place);
	return failureItem(source, { message: failure.message, facts: factsOf(failure) }, place);
}

export interface Failure {
	readonly message: string;
	readonly facts: FailureFacts;
}

/** Returns the error of a failure that an earlier try has noted, with its facts. */
export function failureError(
	node: INode,
	{ message, facts }: Failure,
	options: { readonly description?: string; readonly itemIndex?: number } = {},
): NodeOperationError {
	const error = new NodeOperationError(node, message, options);
	Object.assign(error.context, { failure: facts });
	return error;
}

export function failureItem(
	{ context }: Pick<ErrorSource, 'context'>,
	{ message, facts }: Failure,
	{ itemIndex = 0, itemIndexes = [itemIndex] }: ErrorPlace & { readonly itemIndexes?: readonly number[] },
): INodeExecutionData {
	const pairedItem = linkTo(itemIndexes);
	// n8n moves an item to the error output only if it has no other fields than `error`, `message` and `details`.
	const json = hasErrorOutput(context.getNode())
		? { error: message, details: presentFacts(facts) }
		: { error: message, ...presentFacts(facts) };
	return { json, pairedItem };
}

/** The message with the labels of the form in place of the provider's names of fields. */
function describe(
	{ node: { provider } }: ErrorSource,
	error: ProviderError,
	{ jobId, operation = '' }: ErrorPlace,
): string {
	if (InputError.isInstance(error)) {
		const definition = provider.operations[operation];
		const labels = new Map(
			definition === undefined ? [] : formFields(definition).map(({ key, label }) => [key, label]),
		);
		const nameOf = (field: string) => labels.get(field) ?? field;
		return error.issues.map(({ field, message }) => `${nameOf(field)}: ${message}`).join('; ');
	}
	const { message } = error;
	return jobId === undefined || message.includes(jobId) ? message : `Job ${jobId}: ${message}`;
}

function traceOf(
	{ node: { provider } }: ErrorSource,
	error: ProviderError,
	{ jobId = error.jobId }: ErrorPlace,
): string {
	const { requestId } = error;
	const job =
		jobId === undefined || JobTimeoutError.isInstance(error)
			? ''
			: ` The job ${jobId} exists and is not started again.`;
	const request =
		requestId === undefined
			? ''
			: ` The support of ${provider.name} can find this request by its ID ${requestId}.`;
	return job + request;
}

const byStatus: Readonly<Record<number, string>> = {
	402: 'Add credits to the account, or ask for less.',
	403: 'Check the state of the account and what its key may do.',
	404: 'Check the job ID. A job is found only with a key of the account that started it.',
	429: 'Run the workflow again later, or send fewer items at once.',
};

/** The second line of an error message: what the user can do next. */
function adviceFor(
	{ name, advice, badKeyStatuses = [401] }: ProviderDefinition,
	error: ProviderError,
): string {
	const { code = '', status = 0 } = error;
	if (AmbiguousCreateError.isInstance(error)) {
		return `Do not simply run this item again. Look for the job in the ${name} dashboard: if it is there, fetch its results by its ID.`;
	}
	if (InputError.isInstance(error)) return 'Correct the field and run the node again. Nothing was charged.';
	if (JobTimeoutError.isInstance(error))
		return 'Raise Give Up After, or fetch the results of the job later by its ID.';
	if (JobNotCompletedError.isInstance(error)) {
		return error.retryable
			? 'Use Start and Wait, or ask again later.'
			: 'Correct the problem that the message names, then start a new job.';
	}
	if (NetworkError.isInstance(error))
		return 'Check the base URL in the credential and the network of this n8n.';
	const known = advice?.[code];
	if (known !== undefined) return known;
	if (badKeyStatuses.includes(status)) return 'Open the credential, paste the API key again and save.';
	if (status === 404 && code === '')
		return `Check the base URL in the credential: it is the address of ${name} without a path such as /api/v1.`;
	return byStatus[status] ?? 'Try again in a few minutes.';
}
