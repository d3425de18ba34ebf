import { once } from 'node:events';
import { request, type IncomingHttpHeaders, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import type { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { ElicitRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FakeClock } from '@scrapekit/core/testing';
import { serveHttp } from '../src/http-server.ts';
import { createMcpServer } from '../src/mcp-server.ts';
import { connectServices } from '../src/tools/services.ts';
import { FakeScrapekit } from './fake-scrapekit.ts';
import { connectHttp, type McpClient } from './mcp-client.ts';
import { scrape } from './session.ts';

const TOKEN = 'token-of-the-tests-0123456789';

let service: FakeScrapekit;
let server: Server;
let url: string;
let clients: McpClient[];

beforeEach(async () => {
  service = new FakeScrapekit();
  clients = [];
  const clock = new FakeClock();
  const env = { SCRAPEKIT_API_KEY: 'key-of-the-tests' };
  const services = connectServices(env, { transport: service.transport, clock });
  const settings = { services, spendLimit: 5_000, clock, secrets: [], log: () => undefined };
  ({ server, url } = await serveHttp({
    token: TOKEN,
    host: '127.0.0.1',
    port: 0,
    allowedHosts: ['mcp.example.com'],
    createSession: () => createMcpServer(settings),
  }));
});
afterEach(async () => {
  await Promise.all(clients.map(({ client }) => client.close()));
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

async function openClient(): Promise<McpClient> {
  const client = await connectHttp(url, TOKEN);
  clients.push(client);
  return client;
}

interface RawRequest {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

const initialize = JSON.stringify({
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: {
    protocolVersion: '2025-06-18',
    capabilities: {},
    clientInfo: { name: 'test', version: '1.0.0' },
  },
});

/** Sends a request that a client of the SDK would not send. */
async function send({
  method = 'POST',
  path = '/mcp',
  headers = {},
  body = initialize,
}: RawRequest): Promise<{
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}> {
  const sent = request(new URL(path, url), {
    method,
    headers: {
      authorization: `Bearer ${TOKEN}`,
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      ...headers,
    },
  });
  // The server closes the connection without reading the rest of a body that is too large.
  sent.on('error', () => undefined);
  sent.end(body);
  const [response] = await once(sent, 'response');
  return { status: response.statusCode, headers: response.headers, body: await text(response) };
}

describe('a request is refused', () => {
  test.each<[string, RawRequest, number]>([
    ['with a forged Host', { headers: { host: 'attacker.example' } }, 403],
    ['with the right name and another port in Host', { headers: { host: 'localhost:1' } }, 403],
    ['with the Origin of another website', { headers: { origin: 'https://attacker.example' } }, 403],
    ['with the Origin null', { headers: { origin: 'null' } }, 403],
    ['with a wrong token', { headers: { authorization: `Bearer ${TOKEN}x` } }, 401],
    ['with the token in another form', { headers: { authorization: TOKEN } }, 401],
    ['with an empty token', { headers: { authorization: '' } }, 401],
    ['at another path', { path: '/' }, 404],
    ['with a session that does not exist', { headers: { 'mcp-session-id': 'made-up' } }, 404],
    ['with a body that is too large', { body: JSON.stringify('x'.repeat(5_000_000)) }, 413],
    ['with a body that is no JSON', { body: '{' }, 400],
    ['that begins no session', { body: '{"jsonrpc":"2.0","id":1,"method":"tools/list"}' }, 400],
  ])('%s', async (_, raw, status) => {
    const answer = await send(raw);

    expect(answer.status).toBe(status);
    expect(answer.headers['mcp-session-id']).toBeUndefined();
    expect(JSON.parse(answer.body)).toMatchObject({ jsonrpc: '2.0', error: { message: expect.any(String) } });
    expect(answer.body).not.toContain(TOKEN);
    expect(service.requests).toEqual([]);
  });
});

test.each(['', 'https://mcp.example.com'])(
  'a request with an allowed name and the Origin %j is answered',
  async (origin) => {
    const answer = await send({ headers: { host: 'mcp.example.com', ...(origin && { origin }) } });

    expect(answer.status).toBe(200);
    expect(answer.headers['mcp-session-id']).toMatch(/^[\da-f-]{36}$/);
  },
);

test('a session has a spend limit and confirmations of its own', async () => {
  const [one, other] = [await openClient(), await openClient()];
  await one.confirm('scrapekit_scrape', scrape);
  const { data } = await one.call('scrapekit_scrape', scrape);

  const stolen = await other.call('scrapekit_scrape', { ...scrape, confirm: data.confirm });

  expect(stolen.isError).toBe(true);
  expect((await one.call('scrapekit_account')).data.sessionLeft).toBe(3_500);
  expect((await other.call('scrapekit_account')).data.sessionLeft).toBe(5_000);
});

test('a client that can ask the user is asked within the call that costs credits', async () => {
  const client = new Client({ name: 'test', version: '1.0.0' }, { capabilities: { elicitation: {} } });
  const questions: string[] = [];
  client.setRequestHandler(ElicitRequestSchema, ({ params }) => {
    questions.push(params.message);
    return { action: 'accept', content: {} };
  });
  const asking = await connectHttp(url, TOKEN, client);
  clients.push(asking);

  const { data } = await asking.call('scrapekit_scrape', scrape);

  expect(questions).toEqual([expect.stringContaining('It costs at most 1.5 credits.')]);
  expect(data.job.id).toBe('sk_job_1');
});

test('one more than 20 sessions ends the one whose last request is the oldest', async () => {
  for (let count = 0; count < 20; count++) await openClient();
  await clients[0]?.call('scrapekit_account');

  await openClient();

  await expect(clients[1]?.call('scrapekit_account')).rejects.toThrow('This session has ended');
  for (const at of [0, 2, 19, 20])
    expect(await clients[at]?.call('scrapekit_account')).toMatchObject({ isError: false });
});

test('a session ends when its client ends it', async () => {
  const { client } = await openClient();
  const transport = client.transport as StreamableHTTPClientTransport;
  const id = transport.sessionId ?? '';

  await transport.terminateSession();

  expect(await send({ headers: { 'mcp-session-id': id } })).toMatchObject({ status: 404 });
});

test.each(['', 'short', 'a token with blanks in it'])(
  'the token %j is refused at the start',
  async (token) => {
    const settings = { host: '127.0.0.1', port: 0, allowedHosts: [], createSession: () => createMcpServer };

    await expect(serveHttp({ ...settings, token } as never)).rejects.toThrow(
      'Set SCRAPEKIT_MCP_TOKEN to a secret of at least 16 characters without blanks.',
    );
  },
);
