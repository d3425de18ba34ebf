import { EventEmitter, once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A request that a target took or refused. */
export interface TargetRequest {
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly text: string;
  readonly body: TargetBody;
  /** The number of the request, from 1. */
  readonly number: number;
}

/** The parts of a request that the tests read. */
export interface TargetBody {
  readonly id: string;
  readonly type: string;
  readonly reconciled: boolean;
  readonly job: { readonly id: string; readonly operation: string; readonly status: string };
  readonly data: Record<string, unknown> | null;
  readonly removed_urls: readonly string[];
  readonly page?: { readonly number: number; readonly of: number };
  readonly rows?: readonly Record<string, unknown>[];
}

/** A tool that receives deliveries. */
export interface TestTarget {
  readonly url: string;
  readonly requests: TargetRequest[];
  /** Decides about a request. @default 200 */
  answer: (request: TargetRequest, response: ServerResponse) => void;
  /** Resolves with the first request that matches, also a later one. */
  find(isWanted: (request: TargetRequest) => boolean): Promise<TargetRequest>;
  close(): Promise<void>;
}

export async function startTarget(): Promise<TestTarget> {
  const requests: TargetRequest[] = [];
  const arrivals = new EventEmitter();
  const server = createServer((request, response) => {
    void text(request).then((received) => {
      const headers = request.headers as Record<string, string | undefined>;
      const body = JSON.parse(received) as TargetBody;
      const arrived = { headers, text: received, body, number: requests.length + 1 };
      requests.push(arrived);
      target.answer(arrived, response);
      arrivals.emit('request');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const target: TestTarget = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    requests,
    answer: (_request, response) => void response.writeHead(200).end('ok'),
    find: async (isWanted) => {
      for (;;) {
        const found = requests.find(isWanted);
        if (found !== undefined) return found;
        await once(arrivals, 'request');
      }
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return target;
}
