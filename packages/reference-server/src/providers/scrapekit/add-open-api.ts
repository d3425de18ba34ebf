import type { FastifyInstance } from 'fastify';
import { rateLimited, rateLimitHeaders } from '../../http/rate-limit/refusal.ts';
import { serverVersion } from '../../version.ts';
import { limits } from './guard-requests.ts';
import { openApiDocument } from './openapi/document.ts';
import type { Services } from './services.ts';

/** `GET /openapi.json`: free, without a key, and for pages of other sites, too (X04). */
export function addOpenApi(app: FastifyInstance, { windows, config, attribution }: Services): void {
  app.get('/openapi.json', async (request, reply) => {
    const usage = await windows.hit(`read:ip:${request.ip}`, limits.read);
    reply.headers({ ...rateLimitHeaders(usage), 'access-control-allow-origin': '*' });
    if (usage.retryAfter !== undefined) throw rateLimited(usage);
    const serverUrl = config.publicUrl ?? `${request.protocol}://${request.host}`;
    return openApiDocument({ ...config, serverUrl, attribution, version: serverVersion() });
  });
}
