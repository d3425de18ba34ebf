import type { FastifyInstance } from 'fastify';
import { ApiError } from '../http/api-error.ts';

const routes = [
  ['GET', '/api/webhook/secret'],
  ['POST', '/api/webhook/secret/rotate'],
  ['POST', '/api/session'],
  ['DELETE', '/api/session'],
  ['GET', '/api/keys'],
  ['POST', '/api/keys'],
  ['DELETE', '/api/keys/:id'],
] as const;

/** The dashboard is still to come: each of its routes says so, with a 501. */
export function addDashboardRoutes(app: FastifyInstance): void {
  for (const [method, url] of routes) {
    app.route({ method, url, handler: () => Promise.reject(notBuilt()) });
  }
}

const notBuilt = (): ApiError =>
  new ApiError(501, 'not_implemented', { message: 'The dashboard of this server is not built yet.' });
