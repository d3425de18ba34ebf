import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A request that the API of a provider received. */
export interface ApiRequest {
  /** Such as `POST /api/v1/scrape/jobs`. */
  readonly route: string;
  readonly body: string;
}

/** The API of a provider, whose answers the test decides. */
export interface TestApi {
  readonly url: string;
  readonly requests: readonly ApiRequest[];
  answer: (request: ApiRequest, response: ServerResponse) => void;
  close(): Promise<void>;
}

export async function startApi(): Promise<TestApi> {
  const requests: ApiRequest[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const arrived = { route: `${request.method ?? ''} ${request.url ?? ''}`, body };
      requests.push(arrived);
      api.answer(arrived, response);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const api: TestApi = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    answer: (_request, response) => void response.writeHead(404).end('{}'),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return api;
}

/** Answers with JSON. */
export const answerJson = (response: ServerResponse, body: unknown, status = 200): void =>
  void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
