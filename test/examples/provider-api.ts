import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

// A test may replace the global function by the one below, which would then call itself.
const { fetch: request } = globalThis;

export interface Answer {
  readonly status?: number;
  readonly json?: unknown;
  /** The body when it is not JSON. */
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Ends the connection after half of the body. */
  readonly cut?: boolean;
}

/** The answers of an API by path. Any other path answers 404. */
export type Routes = Readonly<Record<string, Answer>>;

export interface ProviderApi extends AsyncDisposable {
  /** The address of the loopback server. */
  readonly loopback: string;
  /** Sends requests to the provider's host to the loopback server. Other hosts are not reachable. */
  readonly fetch: typeof fetch;
  /** Every URL that was passed to `fetch`, as it was passed. */
  readonly urls: readonly string[];
  /** The headers of the requests that arrived. */
  readonly headers: readonly IncomingHttpHeaders[];
}

/** Starts a loopback server that stands for a provider's host, such as `https://scrapekit.ai`. */
export async function startProviderApi(host: string, routes: Routes): Promise<ProviderApi> {
  const urls: string[] = [];
  const headers: IncomingHttpHeaders[] = [];
  const server = createServer((received, response) => {
    headers.push(received.headers);
    send(response, routes[received.url ?? ''] ?? { status: 404, json: {} });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const loopback = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    loopback,
    urls,
    headers,
    fetch: async (input, init) => {
      const url = input as string;
      urls.push(url);
      if (!url.startsWith(`${host}/`)) throw new TypeError('fetch failed');
      return await request(loopback + url.slice(host.length), init);
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function send(response: ServerResponse, { status = 200, json, text, headers, cut = false }: Answer): void {
  const body = text ?? JSON.stringify(json);
  response.writeHead(status, { 'content-length': Buffer.byteLength(body), ...headers });
  if (cut) response.write(body.slice(0, body.length / 2), () => response.destroy());
  else response.end(body);
}
