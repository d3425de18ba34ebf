import { createHash, randomUUID, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { ConfigurationError } from '@scrapekit/core';

export interface HttpSettings {
  readonly token: string;
  readonly host: string;
  readonly port: number;
  /** Further values of the `Host` header, such as `mcp.example.com`. */
  readonly allowedHosts: readonly string[];
  readonly createSession: () => McpServer;
}

/** One more session than this ends the one whose last request is the oldest. */
const MAX_SESSIONS = 20;

/** Everyone who reaches the port and knows the token can spend the credits. */
const TOKEN_NEEDED = 'Set SCRAPEKIT_MCP_TOKEN to a secret of at least 16 characters without blanks.';

interface HttpServer {
  readonly server: Server;
  readonly url: string;
}

/** Returns what to do when the server could not listen, or undefined for any other error. */
export function describeListenError(error: unknown): string | undefined {
  if (!(error instanceof Error && 'syscall' in error && error.syscall === 'listen')) return undefined;
  return `The server cannot listen: ${error.message}. Set SCRAPEKIT_MCP_PORT or SCRAPEKIT_MCP_HOST to another value.`;
}

/** Serves MCP over HTTP and resolves when it listens. Throws ConfigurationError for a token that is too short. */
export async function serveHttp(settings: HttpSettings): Promise<HttpServer> {
  const { token, host, port, allowedHosts, createSession } = settings;
  if (!/^[!-~]{16,}$/.test(token)) throw new ConfigurationError(TOKEN_NEEDED);
  /** The sessions in the order of their last requests, the oldest first. */
  const sessions = new Map<string, StreamableHTTPServerTransport>();
  const server = createServer((request, response) => {
    const refusal = findRefusal(request);
    const broken = () => refuse(response, [500, 'The request could not be handled.']);
    if (refusal === undefined) void handle(request, response).catch(broken);
    else refuse(response, refusal);
  }).listen(port, host);
  await once(server, 'listening');
  const { port: ownPort } = server.address() as AddressInfo;
  const loopback = ['127.0.0.1', 'localhost', '[::1]'].map((name) => `${name}:${ownPort}`);
  const hosts = [...allowedHosts, ...loopback];
  const origins = hosts.flatMap((name) => [`http://${name}`, `https://${name}`]);

  /** A website can lead its own name to this address. Its name is then in Host, and in Origin when a page sent the request. */
  function findRefusal({ url, headers }: IncomingMessage): Refusal | undefined {
    const { origin, authorization = '' } = headers;
    if (!hosts.includes(headers.host ?? '')) return [403, 'This Host is not in SCRAPEKIT_MCP_ALLOWED_HOSTS.'];
    if (origin !== undefined && !origins.includes(origin)) return [403, 'This Origin is not allowed.'];
    if (!isEqual(authorization, `Bearer ${token}`)) return [401, 'SCRAPEKIT_MCP_TOKEN is the Bearer token.'];
    return url === '/mcp' ? undefined : [404, 'MCP is at /mcp.'];
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const id = request.headers['mcp-session-id']?.toString();
    const transport = id === undefined ? await beginSession() : sessions.get(id);
    if (transport === undefined) {
      refuse(response, [404, 'This session has ended. Begin a new one.']);
      return;
    }
    if (id !== undefined && sessions.delete(id)) sessions.set(id, transport);
    await transport.handleRequest(request, response);
    // A request that began no session leaves nothing behind.
    if (transport.sessionId === undefined) await transport.close();
  }

  async function beginSession(): Promise<StreamableHTTPServerTransport> {
    const transport: StreamableHTTPServerTransport = new StreamableHTTPServerTransport({
      sessionIdGenerator: randomUUID,
      onsessioninitialized(id) {
        const [oldest] = sessions.set(id, transport).values();
        return sessions.size > MAX_SESSIONS ? oldest?.close() : undefined;
      },
    });
    const mcp = createSession();
    mcp.server.onclose = () => void sessions.delete(transport.sessionId ?? '');
    await mcp.connect(transport);
    return transport;
  }

  return { server, url: `http://${host}:${ownPort}/mcp` };
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
