import { sleep } from 'n8n-workflow';
import type {
	IExecuteFunctions,
	IHttpRequestOptions,
	IN8nHttpFullResponse,
	IPollFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';
import type { Clock, HttpBody, HttpRequest, Transport } from '@scrapekit/core';

export type RequestContext = IExecuteFunctions | IPollFunctions | IWebhookFunctions;

/** Sends requests through n8n, which adds the credential, uses its proxy and removes secrets from its logs. */
export function n8nTransport(context: RequestContext, credential: string): Transport {
	const send = context.helpers.httpRequestWithAuthentication;
	return async (request) => {
		const answer = send.call(context, credential, toOptions(request)) as Promise<IN8nHttpFullResponse>;
		const response = await abortable(answer, request.signal);
		return {
			status: response.statusCode,
			headers: flattenHeaders(response.headers),
			body: response.body as HttpBody,
		};
	};
}

function toOptions({ method, url, headers, body, signal, stream }: HttpRequest): IHttpRequestOptions {
	return {
		method,
		url,
		headers: { ...headers },
		body,
		abortSignal: signal,
		encoding: stream === true ? 'stream' : 'text',
		json: false,
		returnFullResponse: true,
		// Core interprets every status, and a redirect would send the key to another host.
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
	};
}

/** Rejects when the signal aborts. This is needed because n8n replaces the request's signal when it has one itself. */
async function abortable<T>(answer: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
	if (signal === undefined) return await answer;
	return await new Promise<T>((resolve, reject) => {
		const abort = () => reject(signal.reason as Error);
		signal.addEventListener('abort', abort, { once: true });
		answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
		if (signal.aborted) abort();
	});
}

function flattenHeaders(headers: IN8nHttpFullResponse['headers']): Record<string, string> {
	return Object.fromEntries(
		Object.entries(headers)
			.filter(([, value]) => value !== undefined)
			.map(([name, value]) => [name.toLowerCase(), Array.isArray(value) ? value.join(', ') : String(value)]),
	);
}

/** Uses n8n's `sleep`, because community nodes may not use timers. */
export const n8nClock: Clock = { now: () => Date.now(), sleep };
