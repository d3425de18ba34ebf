import { createServer, type IncomingHttpHeaders, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
	readonly method: string;
	readonly path: string;
	readonly query: URLSearchParams;
	readonly headers: IncomingHttpHeaders;
	/** The JSON of the body; undefined without a body. */
	readonly body: unknown;
	/** The segments of the path that stand where the route has `*`. */
	readonly segments: readonly string[];
}

/** A body that is neither a text nor bytes is sent as JSON. */
export type Answer = readonly [status: number, body?: unknown, headers?: Readonly<Record<string, string>>];

/** Answers by method and path, such as `GET /jobs/*`. "reset" breaks the connection. */
export type Routes = Readonly<Record<string, (request: Received) => Answer | 'reset'>>;

/** A server that answers by a table of routes, and with 404 where there is none. */
export class ScriptedServer implements AsyncDisposable {
	readonly received: Received[] = [];
	routes: Routes = {};
	readonly #server: Server = createServer((request, response) => {
		void this.#receive(request).then((answer) => {
			if (answer === 'reset') {
				request.socket.destroy();
				return;
			}
			const [status, body, headers = {}] = answer;
			const isPlain = typeof body === 'string' || Buffer.isBuffer(body);
			response.writeHead(status, { ...(isPlain ? {} : { 'content-type': 'application/json' }), ...headers });
			response.end(isPlain ? body : JSON.stringify(body ?? {}));
		});
	});

	static async listen(routes: Routes = {}): Promise<ScriptedServer> {
		const server = new ScriptedServer();
		server.routes = routes;
		await new Promise<void>((resolve) => server.#server.listen(0, '127.0.0.1', resolve));
		return server;
	}

	get url(): string {
		return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
	}

	/** The requests of a route, in order. */
	requests(method: string, path: string): readonly Received[] {
		return this.received.filter((request) => request.method === method && request.path === path);
	}

	async [Symbol.asyncDispose](): Promise<void> {
		this.#server.closeAllConnections();
		await new Promise((resolve) => this.#server.close(resolve));
	}

	async #receive(request: IncomingMessage): Promise<Answer | 'reset'> {
		const { method = '', headers } = request;
		const { pathname: path, searchParams: query } = new URL(request.url ?? '', 'http://server');
		let text = '';
		for await (const chunk of request) text += String(chunk);
		const body: unknown = text === '' ? undefined : JSON.parse(text);
		for (const [route, answer] of Object.entries(this.routes)) {
			const segments = match(route, `${method} ${path}`);
			if (segments === undefined) continue;
			const received = { method, path, query, headers, body, segments };
			this.received.push(received);
			return answer(received);
		}
		this.received.push({ method, path, query, headers, body, segments: [] });
		return [404, { message: 'Not Found' }];
	}
}

/** Returns the segments for the asterisks of a route, or undefined when it does not match. */
function match(route: string, requested: string): readonly string[] | undefined {
	const expected = route.split('/');
	const given = requested.split('/');
	if (expected.length !== given.length) return undefined;
	if (!expected.every((segment, index) => segment === '*' || segment === given[index])) return undefined;
	return given.filter((_, index) => expected[index] === '*');
}
