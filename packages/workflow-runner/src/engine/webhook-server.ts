import { createServer, type Server } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { demoCertificate } from './demo-certificate.ts';
import { readExchange, type WebhookExchange } from './webhook-exchange.ts';

/** Answers a request for a path below its prefix; resolves once it is answered. */
export type WebhookHandler = (exchange: WebhookExchange, url: URL) => Promise<void>;

/** The https address of this runner: n8n's `/webhook/…` and `/webhook-waiting/…`. */
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

  /** Answers POST requests to this very path until the returned function is called. */
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

/** Says why in n8n's words, unless the node has answered already. */
export function refuse(response: ServerResponse, status: number, message: string): void {
  if (response.headersSent) return;
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ message }));
}
