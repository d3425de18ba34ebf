import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { failAnswer, type Fault, isPassedOn } from '../fault.ts';
import { passOn, type ProxiedAnswer, type ProxiedRequest, readRequest } from '../proxied-request.ts';

/** The line by which a request is recognised. */
export type RequestLine = Pick<ProxiedRequest, 'method' | 'path'>;

export interface FaultProxy {
  readonly url: string;
  /** The requests that reached the server. */
  readonly passedOn: readonly RequestLine[];
  /** Applies the fault to the requests that match, until `heal`. */
  fail(matches: (request: RequestLine) => boolean, fault: Fault): void;
  /** Passes every request on again. */
  heal(): void;
  close(): Promise<void>;
}

export interface FaultProxyOptions {
  /** Called when a request will get no answer, or no end of one, although its connection stays open. */
  readonly onSilence: () => void;
}

/** Starts a server between an app and `target`, which passes requests on or lets them fail. */
export async function startFaultProxy(target: string, { onSilence }: FaultProxyOptions): Promise<FaultProxy> {
  const passedOn: RequestLine[] = [];
  let rule: { readonly matches: (request: RequestLine) => boolean; readonly fault: Fault } | undefined;

  const send = async (request: ProxiedRequest): Promise<ProxiedAnswer> => {
    passedOn.push(request);
    return await passOn(target, request);
  };

  const handle = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const request = await readRequest(incoming);
    const { fault } = rule?.matches(request) === true ? rule : {};
    if (fault === undefined) {
      const { status, headers, body } = await send(request);
      response.writeHead(status, [...headers]).end(body);
      return;
    }
    failAnswer(response, fault, isPassedOn(fault) ? await send(request) : undefined);
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
