import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { SiteAnswer } from './site/respond.ts';

export interface SiteServerOptions {
  readonly answer: (host: string, path: string) => SiteAnswer;
  /** Called before each answer. Returns the way to fail, or null. */
  readonly beforeAnswer: () => Promise<'error' | 'reset' | null>;
}

/** Creates the server of all websites of the world. The Host header selects the site. */
export function createSiteServer(options: SiteServerOptions): Server {
  return createServer({ keepAlive: true }, (request, response) => void serve(request, response, options));
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  options: SiteServerOptions,
): Promise<void> {
  const failure = await options.beforeAnswer();
  if (failure === 'reset') {
    request.socket.resetAndDestroy();
    return;
  }
  const host = (request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
  const path = (request.url ?? '/').replace(/[?#].*$/, '');
  const { status, headers, body } =
    failure === 'error'
      ? { status: 503, headers: {}, body: 'Service Unavailable' }
      : options.answer(host, path);
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
  response.end(request.method === 'HEAD' ? undefined : body);
}
