import type { FastifyInstance } from 'fastify';
import { z } from 'zod/v4';
import type { HttpServer } from '../http/http-server.ts';
import { listDeliveries } from '../webhooks/delivery-store.ts';
import { addAccountRoutes, type AccountRoutesOptions } from './account-routes.ts';
import { addEndpointRoutes, type EndpointRoutesOptions } from './endpoint-routes.ts';
import { authorize } from './authorize.ts';
import { addKeyRoutes } from './key-routes.ts';
import { readInput } from './read-input.ts';
import type { Scene } from './scene.ts';

const DELIVERIES_SHOWN = 1_000;
const share = z.number().min(0).max(1).optional();
const faults = z
  .strictObject({
    lose_webhooks: z.boolean().optional(),
    dns_servfail: share,
    http_error: share,
    http_reset: share,
    smtp_reset: share,
  })
  .transform(
    ({
      lose_webhooks: loseWebhooks,
      dns_servfail: dnsServfail,
      http_error: httpError,
      http_reset: httpReset,
      smtp_reset: smtpReset,
    }) => ({
      loseWebhooks,
      dnsServfail,
      httpError,
      httpReset,
      smtpReset,
    }),
  );
const sceneChange = z.strictObject({
  latency_ms: z.int().min(0).max(60_000).optional(),
  faults: faults.optional(),
});

export interface AdminRoutesOptions extends AccountRoutesOptions, EndpointRoutesOptions {
  readonly adminToken: string;
  readonly scene: Scene;
}

/** `/admin/*`: arranging a scene and looking behind it, with the admin token only. */
export function addAdminRoutes({ app, refuseUnknownRoute }: HttpServer, options: AdminRoutesOptions): void {
  const { adminToken, scene, storage } = options;
  const routes = (admin: FastifyInstance, _options: unknown, done: () => void) => {
    admin.addHook('onRequest', (request, _reply, next) => {
      authorize(request, adminToken);
      refuseUnknownRoute(request);
      next();
    });
    admin.setNotFoundHandler(refuseUnknownRoute);
    addAccountRoutes(admin, options);
    addKeyRoutes(admin, options);
    addEndpointRoutes(admin, options);
    admin.post('/world', (request) => {
      const { latency_ms: latencyMs, faults: changed } = readInput(request, sceneChange);
      if (latencyMs !== undefined) scene.setLatency(latencyMs);
      if (changed !== undefined) scene.setFaults(changed);
      return { ok: true };
    });
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
