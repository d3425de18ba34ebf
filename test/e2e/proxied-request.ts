import { once } from 'node:events';
import { type IncomingHttpHeaders, type IncomingMessage, request as sendRequest } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** A request that a proxy has received. `path` has the query. */
export interface ProxiedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface ProxiedAnswer {
  readonly status: number;
  /** Names and values in turn, without those that are about the proxy's own connection to the server. */
  readonly headers: readonly string[];
  readonly body: Buffer;
}

export async function readRequest(incoming: IncomingMessage): Promise<ProxiedRequest> {
  const { method = '', url: path = '', headers } = incoming;
  return { method, path, headers, body: await buffer(incoming) };
}

/** Headers about one connection. A client would otherwise keep the proxy's connection for as long as the server's. */
const ofConnection = /^(?:connection|keep-alive|transfer-encoding)$/i;

/** Sends a request on to `origin`, on a connection of its own. Rejects when its answer does not arrive whole. */
export async function passOn(
  origin: string,
  { method, path, headers, body }: ProxiedRequest,
): Promise<ProxiedAnswer> {
  const outgoing = sendRequest(origin + path, { method, headers, agent: false });
  outgoing.end(body);
  const [answer] = (await once(outgoing, 'response')) as [IncomingMessage];
  const isKept = (index: number) => !ofConnection.test(answer.rawHeaders[index - (index % 2)] ?? '');
  return {
    status: answer.statusCode ?? 0,
    headers: answer.rawHeaders.filter((_, index) => isKept(index)),
    body: await buffer(answer),
  };
}
