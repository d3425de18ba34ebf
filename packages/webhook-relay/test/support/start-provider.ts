import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A request that the relay sent to the provider. */
export interface ProviderRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** A provider whose answers a test decides. */
export interface TestProvider {
  readonly url: string;
  readonly requests: ProviderRequest[];
  /** Answers a request. @default 404 */
  answer: (request: ProviderRequest, response: ServerResponse) => void;
  /** Returns the requests that were sent with this method to this path, without its query. */
  sent(method: string, path: string): readonly ProviderRequest[];
  close(): Promise<void>;
}

export const sendJson = (response: ServerResponse, status: number, body: unknown): void =>
  void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

/** Starts an API that answers every request as the test says. */
export async function startProvider(): Promise<TestProvider> {
  const requests: ProviderRequest[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const { method = '', url: path = '', headers } = request;
      const arrived = { method, path, headers, body };
      requests.push(arrived);
      provider.answer(arrived, response);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const provider: TestProvider = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    answer: (_request, response) => sendJson(response, 404, { error: 'not found' }),
    sent: (method, path) =>
      requests.filter((each) => each.method === method && each.path.split('?')[0] === path),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return provider;
}
