import { WebhookVerificationError, verifyWebhook, type WebhookEvent } from '@scrapekit/core';
import { NodeOperationError } from 'n8n-workflow';
import type { IWebhookFunctions } from 'n8n-workflow';
import type { ProviderNode } from './provider-node';

/**
 * Verifies a delivery over the bytes as received and answers it at once (C196): 200; 401 when the signature is wrong;
 * 400 when the body cannot be read. Returns undefined when the answer was not 200.
 */
export async function receiveWebhook(
	context: IWebhookFunctions,
	{ provider, credential }: ProviderNode,
): Promise<WebhookEvent | undefined> {
	const request = context.getRequestObject();
	const response = context.getResponseObject();
	if (request.rawBody === undefined) await request.readRawBody();
	const { webhookSecret = '' } = await context.getCredentials<{ webhookSecret?: string }>(credential);
	const secret = webhookSecret.trim();
	try {
		const event = verifyWebhook(
			provider,
			{ headers: headerPairs(request.rawHeaders), body: request.rawBody },
			{ secrets: secret ? [secret] : [], now: new Date() },
		);
		response.status(event.readable ? 200 : 400).json({ received: event.readable });
		return event.readable ? event : undefined;
	} catch (error) {
		if (!WebhookVerificationError.isInstance(error))
			throw new NodeOperationError(context.getNode(), error as Error);
		context.logger.warn(`${provider.name} webhook refused: ${error.reason}`);
		response.status(401).json({ received: false });
		return undefined;
	}
}

/** Pairs Node's flat list of names and values. Unlike an object, pairs keep duplicates, which are refused later. */
function* headerPairs(rawHeaders: readonly string[]): Generator<[string, string]> {
	for (let index = 0; index < rawHeaders.length; index += 2) {
		yield [rawHeaders[index] ?? '', rawHeaders[index + 1] ?? ''];
	}
}
