import fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  LogController,
} from 'fastify';
import { relayError } from '../proxy/relay-error.ts';

/** The largest body in bytes where a route says nothing else. Anyone may send one, and it is held in memory. */
const MOST_BYTES = 64 * 1024;
const REQUEST_MS = 120_000;

export interface HttpServerOptions {
  readonly logger: FastifyBaseLogger;
  readonly isDraining: () => boolean;
}

/** Creates the HTTP server. Bodies stay bytes, because signatures cover them. */
export function createHttpServer({ logger, isDraining }: HttpServerOptions): FastifyInstance {
  const app: FastifyInstance = fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: MOST_BYTES,
    requestTimeout: REQUEST_MS,
    http: { connectionsCheckingInterval: REQUEST_MS / 4, headersTimeout: REQUEST_MS / 2 },
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    // The own answers of fastify repeat the address, in which Scrapfly has the key.
    frameworkErrors: (_error, _request, reply: FastifyReply) => {
      void reply.code(400).send(relayError('The address of the request is malformed.'));
    },
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.addHook('onRequest', async (request, reply) => {
    reply.headers({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
    if (isDraining() && request.url !== '/healthz')
      await reply.code(503).header('retry-after', '5').send(relayError('The relay is stopping.'));
  });
  app.setNotFoundHandler(async (_request, reply) => {
    await reply
      .code(404)
      .send({ error: { code: 'not_found', message: 'There is nothing at this address.' } });
  });
  app.setErrorHandler(
    async (error: { readonly statusCode?: number; readonly message: string }, request, reply) => {
      const status = error.statusCode ?? 500;
      if (status >= 500) request.log.error({ err: error }, 'request failed');
      const message = status < 500 ? error.message : 'The relay failed. Its log says why.';
      await reply.code(status).send(relayError(message));
    },
  );
  return app;
}
