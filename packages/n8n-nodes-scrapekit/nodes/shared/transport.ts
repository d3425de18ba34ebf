import { sleep } from 'n8n-workflow';
import type {
	IExecuteFunctions,
	IHookFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IN8nHttpFullResponse,
	IPollFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';
import type { Clock, HttpBody, HttpRequest, Transport } from '@scrapekit/core';

export type RequestContext =
	IExecuteFunctions | IHookFunctions | ILoadOptionsFunctions | IPollFunctions | IWebhookFunctions;

type Readable = Parameters<IExecuteFunctions['helpers']['prepareBinaryData']>[0];

/** Turns chunks into what n8n stores as a file without holding the whole file in memory. */
export type ToReadable = (chunks: AsyncIterable<Uint8Array>) => Promise<Readable>;

/** The time for one answer, in milliseconds. Scrapfly documents answers after 155 s. */
const ANSWER_MS = 300_000;
const STREAM_MS = 600_000;

/** Sends requests through n8n, which adds the credential, uses its proxy and removes secrets from its logs. */
export function openTransport(
	context: RequestContext,
	credential: string,
): { readonly transport: Transport; readonly toReadable: ToReadable } {
	const send = context.helpers.httpRequestWithAuthentication;
	let streamType: StreamType | undefined;
	const transport: Transport = async (request) => {
		const sender = withSignal(context, request.signal);
		const answer = send.call(sender, credential, toOptions(request)) as Promise<IN8nHttpFullResponse>;
		const response = await abortable(answer, request.signal);
		streamType ??= streamTypeOf(response.body);
		return {
			status: response.statusCode,
			headers: flattenHeaders(response.headers),
			body: response.body as HttpBody,
		};
	};
	const toReadable: ToReadable = async (chunks) => {
		const iterator = chunks[Symbol.asyncIterator]();
		// The type of the stream is known once the first chunk has arrived.
		const first = await iterator.next();
		const all = chunksFrom(first, iterator);
		return streamType === undefined ? await collect(all) : streamType.from(all);
	};
	return { transport, toReadable };
}

/**
 * Returns a context whose signal is that of the request. n8n would replace the request's signal by that of the
 * execution, and then no job could be cancelled after the user has stopped the execution.
 */
const withSignal = (context: RequestContext, signal: AbortSignal | undefined): IExecuteFunctions =>
	Object.create(context, { getExecutionCancelSignal: { value: () => signal } }) as IExecuteFunctions;

async function* chunksFrom(
	first: IteratorResult<Uint8Array>,
	iterator: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
	for (let result = first; result.done !== true; result = await iterator.next()) yield result.value;
}

async function collect(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
	const parts: Uint8Array[] = [];
	for await (const chunk of chunks) parts.push(chunk);
	return Buffer.concat(parts);
}

/** The class of Node's streams. */
interface StreamType {
	readonly from: (chunks: AsyncIterable<Uint8Array>) => Readable;
}

// Community nodes may not import `node:stream`, but the answer to a streamed request is one of its objects.
function streamTypeOf(body: unknown): StreamType | undefined {
	if (typeof body !== 'object' || body === null || Buffer.isBuffer(body)) return undefined;
	const type = body.constructor as unknown as Partial<StreamType>;
	return typeof type.from === 'function' ? (type as StreamType) : undefined;
}

function toOptions({ method, url, headers, body, signal, stream }: HttpRequest): IHttpRequestOptions {
	return {
		method,
		url,
		headers: { ...headers },
		body,
		abortSignal: signal,
		encoding: stream === true ? 'stream' : 'text',
		timeout: stream === true ? STREAM_MS : ANSWER_MS,
		json: false,
		returnFullResponse: true,
		// Core interprets every status, and a redirect would send the key to another host.
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
	};
}

/** Rejects when the signal aborts, also while n8n prepares the request. */
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
export const n8nClock: Clock = { now: () => Date.now(), sleep: abortableSleep };

/** The `sleep` of older n8n ignores the signal. Its promise is then left alone when the signal aborts. */
async function abortableSleep(ms: number, signal?: AbortSignal): Promise<void> {
	signal?.throwIfAborted();
	await abortable(sleep(ms, signal), signal);
}
