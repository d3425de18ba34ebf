import { createHash, randomUUID, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';

export interface HttpSettings {
  readonly token: string;
  readonly host: string;
  readonly port: number;
  /** Further values of the `Host` header, such as `mcp.example.com`. */
  readonly allowedHosts: readonly string[];
  readonly createSession: () => McpServer;
  /** Returns milliseconds. */
  readonly now: () => number;
}

/** More sessions than this at the same time are refused. */
const MAX_SESSIONS = 20;
/** A session without a request for this long is ended when another begins, in milliseconds. */
const IDLE_MS = 30 * 60_000;

interface Session {
  readonly transport: StreamableHTTPServerTransport;
  lastUsed: number;
}

/** Serves MCP over HTTP and resolves with the server and its URL when it listens. */
export async function serveHttp(
  settings: HttpSettings,
): Promise<{ readonly server: Server; readonly url: string }> {
  const { token, host, allowedHosts, createSession, now } = settings;
  const sessions = new Map<string, Session>();
  const server = createServer((request, response) => {
    const refusal = findRefusal(request);
    if (refusal === undefined)
      void handle(request, response).catch(() =>
        refuse(response, [500, 'The request could not be handled.']),
      );
    else refuse(response, refusal);
  }).listen(settings.port, host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const hosts = [...allowedHosts, ...['127.0.0.1', 'localhost', '[::1]'].map((name) => `${name}:${port}`)];

  /** A website can lead its own name to this address. Its name is then in Host, and in Origin when a page sent the request. */
  function findRefusal({ url, headers }: IncomingMessage): Refusal | undefined {
    const { origin, authorization = '' } = headers;
    const origins = hosts.flatMap((name) => [`http://${name}`, `https://${name}`]);
    if (!hosts.includes(headers.host ?? '')) return [403, 'This Host is not in SCRAPEKIT_MCP_ALLOWED_HOSTS.'];
    if (origin !== undefined && !origins.includes(origin)) return [403, 'This Origin is not allowed.'];
    if (!isEqual(authorization, `Bearer ${token}`))
      return [401, 'Send SCRAPEKIT_MCP_TOKEN as the Bearer token.'];
    return url === '/mcp' ? undefined : [404, 'MCP is at /mcp.'];
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const id = request.headers['mcp-session-id'];
    const session = sessions.get(String(id));
    if (session !== undefined) {
      session.lastUsed = now();
      await session.transport.handleRequest(request, response);
    } else if (id !== undefined) refuse(response, [404, 'This session has ended. Begin a new one.']);
    else if (await hasRoom()) await begin(request, response);
    else refuse(response, [503, 'There are too many sessions. Try again later.']);
  }

  async function hasRoom(): Promise<boolean> {
    for (const { transport, lastUsed } of sessions.values())
      if (now() - lastUsed > IDLE_MS) await transport.close();
    return sessions.size < MAX_SESSIONS;
  }

  async function begin(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const transport = new StreamableHTTPServerTransport({
      sessionIdGenerator: randomUUID,
      onsessioninitialized: (id) => void sessions.set(id, { transport, lastUsed: now() }),
    });
    const mcp = createSession();
    mcp.server.onclose = () => void sessions.delete(transport.sessionId ?? '');
    await mcp.connect(transport);
    await transport.handleRequest(request, response);
    // The request did not begin a session.
    if (transport.sessionId === undefined) await mcp.close();
  }

  return { server, url: `http://${host}:${port}/mcp` };
}

type Refusal = readonly [status: number, message: string];

function refuse(response: ServerResponse, [status, message]: Refusal): void {
  const body = JSON.stringify({ jsonrpc: '2.0', error: { code: -32_000, message }, id: null });
  if (response.headersSent) response.destroy();
  else response.writeHead(status, { 'content-type': 'application/json', connection: 'close' }).end(body);
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
/** Compares digests, so that the time shows neither the length nor the beginning of the token. */
const isEqual = (one: string, other: string): boolean => timingSafeEqual(digest(one), digest(other));
