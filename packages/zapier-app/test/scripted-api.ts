import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly text?: string;
  /** Close the connection instead of answering. */
  readonly hangUp?: boolean;
}

export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface ScriptedApi {
  readonly url: string;
  readonly requests: SeenRequest[];
  /** Sets a function that answers requests before the list of routes does. */
  readonly answerWith: (answer: (request: SeenRequest) => Answer | undefined) => void;
}

/**
 * Starts a server with an answer, or a list of answers, per route, such as `GET /api/v1/account`. The last answer of a
 * list is repeated. The server is closed when the test has finished.
 */
export async function scriptedApi(routes: Readonly<Record<string, Answer | Answer[]>>): Promise<ScriptedApi> {
  const requests: SeenRequest[] = [];
  const counts = new Map<string, number>();
  let firstAnswer: (request: SeenRequest) => Answer | undefined = () => undefined;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const seen = { method, path: url, headers, body: Buffer.concat(chunks).toString() };
      requests.push(seen);
      const route = `${method} ${url}`;
      const count = counts.get(route) ?? 0;
      counts.set(route, count + 1);
      const answers = [routes[route] ?? notFound].flat();
      const answer = firstAnswer(seen) ?? answers[Math.min(count, answers.length - 1)] ?? notFound;
      if (answer.hangUp) return request.socket.destroy();
      const type = answer.text === undefined ? 'application/json' : 'text/plain';
      response.writeHead(answer.status ?? 200, { 'content-type': type, ...answer.headers });
      return response.end(answer.text ?? JSON.stringify(answer.json));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    answerWith: (answer) => {
      firstAnswer = answer;
    },
  };
}

/** An error answer in the documented form (C019). */
export const refused = (status: number, code: string, headers: Answer['headers'] = {}): Answer => ({
  status,
  headers,
  json: { error: { code, message: `It is ${code}.`, request_id: 'req_7f2a9c4e1b' } },
});

const notFound = refused(404, 'not_found');
