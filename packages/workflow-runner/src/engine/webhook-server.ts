import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { IWorkflowExecuteAdditionalData } from 'n8n-workflow';

/** Answers a request for its path. Resolves after the answer. */
export type WebhookHandler = (exchange: WebhookExchange, url: URL) => Promise<void>;

/** An https server for the webhook addresses of n8n, `/webhook/…` and `/webhook-waiting/…`. */
export class WebhookServer {
  readonly origin: string;
  readonly #server: Server;
  readonly #handlers: Map<string, WebhookHandler>;

  private constructor(server: Server, handlers: Map<string, WebhookHandler>) {
    this.#server = server;
    this.#handlers = handlers;
    this.origin = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  static async listen(port = 0): Promise<WebhookServer> {
    const handlers = new Map<string, WebhookHandler>();
    const server = createServer(demoCertificate, (request, response) => {
      void dispatch(handlers, request, response);
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(port, '127.0.0.1', resolve);
    });
    return new WebhookServer(server, handlers);
  }

  /** Answers POST requests to exactly this path until the returned function is called. */
  on(path: string, handler: WebhookHandler): () => void {
    this.#handlers.set(path, handler);
    return () => this.#handlers.delete(path);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

async function dispatch(
  handlers: ReadonlyMap<string, WebhookHandler>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'https://127.0.0.1');
  const handler = request.method === 'POST' ? handlers.get(url.pathname) : undefined;
  if (handler === undefined) {
    refuse(response, 404, 'This webhook is not registered.');
    return;
  }
  const exchange = await readExchange(request, response).catch(() => undefined);
  if (exchange === undefined) {
    refuse(response, 413, 'The body is too large.');
    return;
  }
  try {
    await handler(exchange, url);
  } catch {
    refuse(response, 500, 'The webhook could not be processed.');
  }
}

/** Sends an error in the form of n8n, unless the node has answered already. */
export function refuse(response: ServerResponse, status: number, message: string): void {
  if (response.headersSent) return;
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ message }));
}

/** A webhook request and its response in the form in which n8n passes them to nodes. */
export type WebhookExchange = Required<Pick<IWorkflowExecuteAdditionalData, 'httpRequest' | 'httpResponse'>>;

const MAX_BYTES = 1024 * 1024;

/** Reads the body without changes. Resolves with undefined when it is larger than 1 MiB. */
async function readExchange(
  request: IncomingMessage,
  response: ServerResponse,
): Promise<WebhookExchange | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BYTES) return undefined;
    chunks.push(chunk);
  }
  const rawBody = Buffer.concat(chunks);
  const { searchParams } = new URL(request.url ?? '/', 'https://localhost');
  const extra = { rawBody, body: parseBody(rawBody), query: Object.fromEntries(searchParams), params: {} };
  const httpRequest = Object.assign(request, extra, { readRawBody: () => Promise.resolve() });
  // n8n passes Express objects to nodes. These have only the members that webhooks use.
  return { httpRequest, httpResponse: expressLike(response) } as unknown as WebhookExchange;
}

function parseBody(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString()) as unknown;
  } catch {
    return {};
  }
}

function expressLike(response: ServerResponse): object {
  const express = Object.assign(response, {
    status: (code: number) => {
      response.statusCode = code;
      return express;
    },
    json: (body: unknown) => {
      response.setHeader('content-type', 'application/json; charset=utf-8');
      response.end(JSON.stringify(body));
      return express;
    },
    send: (body: string | Buffer) => {
      response.end(body);
      return express;
    },
  });
  return express;
}

/**
 * A key pair for https on localhost, valid until 2126. The key is public, so the certificate proves nothing. It is only
 * for the demonstration and for tests, where a webhook address has to begin with https://.
 */
const demoCertificate = {
  cert: `-----BEGIN CERTIFICATE-----
MIIBzjCCAXSgAwIBAgIUHtKvSpT0q3myIk0gc2TfJCthw+YwCgYIKoZIzj0EAwIw
JDEiMCAGA1UEAwwZd29ya2Zsb3ctcnVubmVyIGRlbW8gb25seTAgFw0yNjExMjEx
MTE2MDVaGA8yMTI2MTEyMjExMTYwNVowJDEiMCAGA1UEAwwZd29ya2Zsb3ctcnVu
bmVyIGRlbW8gb25seTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABCzjqsCEi66L
l+TadY+0BhiUXXj29jsYFcUI7thX0FkrwdlMPpYhALWXn656ZezgV7z3g5zv2sDw
JzoIg47lE86jgYEwfzAdBgNVHQ4EFgQUGwPO9ZPgBnEZu8DvXkM/qz+rQDYwHwYD
VR0jBBgwFoAUGwPO9ZPgBnEZu8DvXkM/qz+rQDYwDwYDVR0TAQH/BAUwAwEB/zAs
BgNVHREEJTAjgglsb2NhbGhvc3SHBH8AAAGHEAAAAAAAAAAAAAAAAAAAAAEwCgYI
KoZIzj0EAwIDSAAwRQIhAIfHEBsDM5lEnrAnDRP4BsP5N1BXjX5igAoXuD8B9S8q
AiBrrbRa1c1XGd+aa8xZgnlSxoV5TVdj73OSgjBPeIdDoA==
-----END CERTIFICATE-----`,
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQghswnVeFV+2HtTQzt
C0ly0N3klVkrkRDrEFICaFBkIdihRANCAAQs46rAhIuui5fk2nWPtAYYlF149vY7
GBXFCO7YV9BZK8HZTD6WIQC1l5+uemXs4Fe894Oc79rA8Cc6CIOO5RPO
-----END PRIVATE KEY-----`,
} as const;
