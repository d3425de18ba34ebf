import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { inspect } from 'node:util';
import { createServer as createTcpServer, type AddressInfo, type Socket } from 'node:net';
import { toNetworkError } from '../http/network-failure.ts';
import { bodyText, type Transport } from '../http/transport.ts';

export interface ContractCase {
  readonly name: string;
  readonly run: () => Promise<void>;
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** Returns the tests that every Transport must pass, for any test runner. Each starts a server on loopback. */
export function transportContract(transport: Transport): readonly ContractCase[] {
  return [
    { name: 'sends method, path, query, headers and body as given', run: () => sendsAsGiven(transport) },
    { name: 'returns refusals instead of throwing', run: () => answersRefusals(transport) },
    { name: 'names headers in lower case', run: () => lowersHeaderNames(transport) },
    { name: 'follows no redirect', run: () => followsNoRedirect(transport) },
    { name: 'returns the body unchanged', run: () => keepsTheBody(transport) },
    {
      name: 'rejects with the code of the socket when no server listens',
      run: () => rejectsWhenRefused(transport),
    },
    { name: 'stops when aborted', run: () => stopsWhenAborted(transport) },
    {
      name: 'C189: tells a connection that TLS refuses from a request that was sent',
      run: () => tellsRefusedTls(transport),
    },
    {
      name: 'C189: counts a request as sent when the connection closes without an answer',
      run: () => countsAsSent(transport),
    },
    {
      name: 'rejects, or lets the reading of the body reject, when an answer breaks off',
      run: () => reportsBrokenAnswer(transport),
    },
  ];
}

async function withServer(handler: Handler, use: (url: string) => Promise<void>): Promise<void> {
  const server = createServer(handler);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

const sendsAsGiven = (transport: Transport) =>
  withServer(
    (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { method, url } = request;
        const seen = { method, url, key: request.headers['x-key'], body: Buffer.concat(chunks).toString() };
        response.end(JSON.stringify(seen));
      });
    },
    async (url) => {
      const headers = { 'x-key': 'value', 'content-type': 'application/json' };
      const answer = await transport({
        method: 'POST',
        url: `${url}/a%2Fb?c=%26`,
        headers,
        body: '{"d":"é"}',
      });
      const seen: unknown = JSON.parse(await bodyText(answer.body));
      assert.deepEqual(seen, { method: 'POST', url: '/a%2Fb?c=%26', key: 'value', body: '{"d":"é"}' });
    },
  );

const answersRefusals = (transport: Transport) =>
  withServer(
    (request, response) => response.writeHead(Number(request.url?.slice(1))).end('why'),
    async (url) => {
      for (const status of [400, 401, 404, 409, 429, 500, 503]) {
        const answer = await transport({ method: 'GET', url: `${url}/${status}`, headers: {} });
        assert.equal(answer.status, status);
        assert.equal(await bodyText(answer.body), 'why');
      }
    },
  );

const lowersHeaderNames = (transport: Transport) =>
  withServer(
    (_, response) => response.writeHead(200, { 'X-RateLimit-Remaining': '59' }).end(),
    async (url) => {
      const { headers } = await transport({ method: 'GET', url, headers: {} });
      assert.equal(headers['x-ratelimit-remaining'], '59');
    },
  );

const followsNoRedirect = (transport: Transport) =>
  withServer(
    (_, response) => response.writeHead(302, { location: '/elsewhere' }).end(),
    async (url) => {
      const { status } = await transport({ method: 'GET', url, headers: {} });
      assert.equal(status, 302);
    },
  );

const keepsTheBody = (transport: Transport) =>
  withServer(
    (_, response) => response.end(`"${'漢😀'.repeat(50_000)}"`),
    async (url) => {
      const { body } = await transport({ method: 'GET', url, headers: {}, stream: true });
      assert.equal(await bodyText(body), `"${'漢😀'.repeat(50_000)}"`);
    },
  );

async function rejectsWhenRefused(transport: Transport): Promise<void> {
  let closed = '';
  await withServer(
    (_, response) => response.end(),
    (url) => {
      closed = url;
      return Promise.resolve();
    },
  );
  await assert.rejects(transport({ method: 'GET', url: closed, headers: {} }), (error: unknown) => {
    assert.equal(wasSent(error), false);
    return inspect(error, { depth: 5 }).includes('ECONNREFUSED');
  });
}

const stopsWhenAborted = (transport: Transport) => {
  const controller = new AbortController();
  return withServer(
    () => controller.abort(),
    async (url) => {
      await assert.rejects(transport({ method: 'GET', url, headers: {}, signal: controller.signal }));
    },
  );
};

/** Starts a server that passes each connection to `handle` when its first bytes have arrived. */
async function withSockets(
  handle: (socket: Socket) => void,
  use: (address: string) => Promise<void>,
): Promise<void> {
  const sockets = new Set<Socket>();
  const server = createTcpServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.once('data', () => handle(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await use(`127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  }
}

/** The ways in which a TLS handshake fails: the server hangs up, or it answers with something else. */
const failedHandshakes: readonly ((socket: Socket) => void)[] = [
  (socket) => socket.destroy(),
  (socket) => socket.end('HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n'),
];

async function tellsRefusedTls(transport: Transport): Promise<void> {
  for (const handle of failedHandshakes) {
    await withSockets(handle, async (address) => {
      const request = { method: 'POST', url: `https://${address}/`, headers: {}, body: '{}' } as const;
      await assert.rejects(transport(request), (error: unknown) => !wasSent(error));
    });
  }
}

const wasSent = (error: unknown): boolean => toNetworkError(error, (text) => text).sent;

const countsAsSent = (transport: Transport) =>
  withSockets(
    (socket) => socket.destroy(),
    async (address) => {
      const request = { method: 'POST', url: `http://${address}/`, headers: {}, body: '{}' } as const;
      await assert.rejects(transport(request), (error: unknown) => wasSent(error));
    },
  );

async function reportsBrokenAnswer(transport: Transport): Promise<void> {
  const start =
    'HTTP/1.1 202 Accepted\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{"job_id":';
  for (const stream of [false, true]) {
    await withSockets(
      (socket) => socket.write(start, () => socket.destroySoon()),
      async (address) => {
        const url = `http://${address}/`;
        const read = async () =>
          bodyText((await transport({ method: 'POST', url, headers: {}, body: '{}', stream })).body);
        await assert.rejects(read());
      },
    );
  }
}
