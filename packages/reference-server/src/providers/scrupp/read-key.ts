import type { FastifyInstance, FastifyRequest } from 'fastify';
import { keepForSigning } from '../../accounts/sealed-api-key.ts';
import { readBearer } from '../../http/bearer.ts';
import type { Storage } from '../../storage/open-storage.ts';
import { callerOf } from '../caller.ts';

/** RFC 9745: since 1 January 2026, the year this server appeared in; Scrupp only says that the query is legacy. */
const DEPRECATED = '@1767225600';

/** The Bearer key, or the legacy `?api_key=` (S07) where no header is sent. */
export function readKey(request: FastifyRequest): string | undefined {
  const bearer = readBearer(request);
  if (bearer.kind === 'token') return bearer.token;
  return bearer.kind === 'missing' ? queryKey(request) : undefined;
}

/** Tells whoever puts a key into an address to stop: addresses are written down on their way. */
export function warnOfQueryKeys(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    if (queryKey(request) !== undefined) reply.header('deprecation', DEPRECATED);
    done();
  });
}

/** A key that asks for work may have to sign what is told of it (S07). */
export function keepKeysForSigning(app: FastifyInstance, { db }: Pick<Storage, 'db'>): void {
  app.addHook('preHandler', async (request) => {
    const key = request.method === 'POST' ? readKey(request) : undefined;
    if (key !== undefined) await keepForSigning(db, { id: callerOf(request).keyId, key });
  });
}

function queryKey({ query }: FastifyRequest): string | undefined {
  const { api_key: key } = query as { api_key?: unknown };
  return typeof key === 'string' && key !== '' ? key : undefined;
}
