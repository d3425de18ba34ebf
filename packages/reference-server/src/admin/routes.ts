import type { FastifyInstance, FastifyRequest } from 'fastify';
import { hasToken } from '../http/bearer.ts';
import { HttpError } from '../http/errors.ts';
import type { HttpServer } from '../http/http-server.ts';
import { listDeliveries } from '../webhooks/delivery-store.ts';
import { type AccountRoutesOptions, addAccountRoutes } from './account-routes.ts';
import { addEndpointRoutes, type EndpointRoutesOptions } from './endpoint-routes.ts';
import { addTestControlRoute, type TestControls } from './test-controls.ts';

const DELIVERIES_SHOWN = 1_000;
export interface AdminRoutesOptions extends AccountRoutesOptions, EndpointRoutesOptions {
  readonly adminToken: string;
  readonly testControls: TestControls;
}

/** Adds `/admin/*`, which needs the admin token: accounts, deliveries and the controls of the simulated internet. */
export function addAdminRoutes({ app, refuseUnknownRoute }: HttpServer, options: AdminRoutesOptions): void {
  const { adminToken, testControls, storage } = options;
  const routes = (admin: FastifyInstance, _options: unknown, done: () => void) => {
    admin.addHook('onRequest', (request, _reply, next) => {
      authorize(request, adminToken);
      refuseUnknownRoute(request);
      next();
    });
    admin.setNotFoundHandler(refuseUnknownRoute);
    addAccountRoutes(admin, options);
    addEndpointRoutes(admin, options);
    addTestControlRoute(admin, testControls);
    admin.get('/deliveries', async () => {
      const deliveries = await listDeliveries(storage.db, { limit: DELIVERIES_SHOWN });
      return { deliveries: deliveries.map(snakeCased) };
    });
    done();
  };
  app.register(routes, { prefix: '/admin' });
}

const snakeCased = (record: object): object =>
  Object.fromEntries(
    Object.entries(record).map(([name, value]: [string, unknown]) => [
      name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      value,
    ]),
  );

/** Throws a 401 unless the request has the admin token. */
function authorize(request: FastifyRequest, adminToken: string): void {
  if (hasToken(request, adminToken)) return;
  throw new HttpError(401, 'invalid_admin_token', {
    message: 'Send the admin token in an Authorization header: Bearer ...',
    headers: { 'www-authenticate': 'Bearer' },
  });
}
