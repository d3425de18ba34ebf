import { once } from 'node:events';
import { createServer, type IncomingMessage, request as sendRequest, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** What becomes of a request. With `passOn` the server acts on it, and its answer is thrown away. */
export type Fault =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
      readonly passOn?: boolean;
    }
  | { readonly kind: 'cut'; readonly where: 'before' | 'after' | 'head' | 'body' }
  | { readonly kind: 'silence'; readonly passOn?: boolean };

export interface ProxiedRequest {
  readonly method: string;
  readonly path: string;
}

export interface FaultProxy {
  readonly url: string;
  /** The requests that reached the server. */
  readonly passedOn: readonly ProxiedRequest[];
  /** Applies the fault to the requests that match, until `heal`. */
  fail(matches: (request: ProxiedRequest) => boolean, fault: Fault): void;
  /** Passes every request on again. */
  heal(): void;
  close(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly headers: readonly string[];
  readonly body: Buffer;
}

export interface FaultProxyOptions {
  /** Called when a request will get no answer, or no end of one, although its connection stays open. */
  readonly onSilence: () => void;
}

/** Starts a server between an app and `target`, which passes requests on or lets them fail. */
export async function startFaultProxy(target: string, { onSilence }: FaultProxyOptions): Promise<FaultProxy> {
  const passedOn: ProxiedRequest[] = [];
  let rule: { readonly matches: (request: ProxiedRequest) => boolean; readonly fault: Fault } | undefined;

  const passOn = async (incoming: IncomingMessage, seen: ProxiedRequest): Promise<Answer> => {
    const body = await buffer(incoming);
    passedOn.push(seen);
    const outgoing = sendRequest(target + seen.path, { method: seen.method, headers: incoming.headers });
    outgoing.end(body);
    const [answer] = (await once(outgoing, 'response')) as [IncomingMessage];
    return { status: answer.statusCode ?? 0, headers: answer.rawHeaders, body: await buffer(answer) };
  };

  const handle = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = '', url: path = '' } = incoming;
    const seen = { method, path };
    const { fault } = rule?.matches(seen) === true ? rule : {};
    if (fault === undefined) {
      const { status, headers, body } = await passOn(incoming, seen);
      response.writeHead(status, [...headers]).end(body);
      return;
    }
    const answer = isPassedOn(fault) ? await passOn(incoming, seen) : undefined;
    if (fault.kind === 'answer') {
      const type = { 'content-type': fault.body?.startsWith('<') ? 'text/html' : 'application/json' };
      response.writeHead(fault.status, { ...type, ...fault.headers }).end(fault.body ?? '{}');
    }
    if (fault.kind === 'cut') cut(response, fault.where, answer);
    // Zapier's HTTP client waits on when the body of an answer breaks off.
    if (fault.kind === 'silence' || (fault.kind === 'cut' && fault.where === 'body')) onSilence();
  };

  const server = createServer((incoming, response) => {
    handle(incoming, response).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    passedOn,
    fail: (matches, fault) => {
      rule = { matches, fault };
    },
    heal: () => {
      rule = undefined;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const isPassedOn = (fault: Fault): boolean =>
  fault.kind === 'cut' ? fault.where !== 'before' : fault.passOn === true;

/** Closes the connection before the answer, in its head, or in the middle of its body. */
function cut(response: ServerResponse, where: 'before' | 'after' | 'head' | 'body', answer?: Answer): void {
  const { socket } = response;
  const status = answer?.status ?? 200;
  if (where === 'head') socket?.write(`HTTP/1.1 ${status} OK\r\nContent-Ty`);
  if (where === 'body') {
    const body = answer?.body ?? Buffer.of();
    socket?.write(
      `HTTP/1.1 ${status} OK\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`,
    );
    socket?.write(body.subarray(0, Math.floor(body.length / 2)));
  }
  // What was written is sent before the connection ends.
  socket?.end();
}
