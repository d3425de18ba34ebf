import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { INode, JsonObject } from 'n8n-workflow';
import { NetworkError, ScrapeKitError } from '@scrapekit/core';
import { adviceFor } from './advice';

export type NodeError = NodeApiError | NodeOperationError;

/** Anything thrown while an item was worked on, in the form n8n shows: what happened, and what to do next. */
export function toNodeError(node: INode, error: unknown, itemIndex: number): NodeError {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) return error;
	if (!ScrapeKitError.isInstance(error)) {
		return new NodeOperationError(node, error instanceof Error ? error : String(error), { itemIndex });
	}
	const { message, status, requestId } = error;
	const trace = requestId === undefined ? '' : ` ScrapeKit's support finds this request as ${requestId}.`;
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
