import { sql } from 'kysely';
import { addAdminRoutes } from '../admin/routes.ts';
import type { Scene } from '../admin/scene.ts';
import { addDashboardRoutes } from '../dashboard/routes.ts';
import type { HttpServer } from '../http/http-server.ts';
import { addAttribution, addHealthRoutes } from '../http/health-routes.ts';
import { createFixedWindows } from '../http/rate-limit/fixed-windows.ts';
import { createSharedWindows } from '../http/rate-limit/shared-windows.ts';
import { createEndpointRegistry } from '../providers/endpoint-registry.ts';
import type { BackendServices, ProviderBackend } from '../providers/provider-backend.ts';
import { addMetrics } from './metrics.ts';

export interface RoutesOptions extends Omit<BackendServices, 'windows'> {
  readonly scene: Scene;
  readonly backends: readonly ProviderBackend[];
}

/** Everything this process answers; a worker only says how it is. */
export function addRoutes(http: HttpServer, options: RoutesOptions): void {
  const { config, storage, leadEngine } = options;
  const checkReady = async () => {
    await sql`select 1`.execute(storage.db);
  };
  addHealthRoutes(http.app, { checkReady, details: leadEngine.details });
  addAttribution(http.app, leadEngine.attribution ?? null);
  if (config.metricsToken !== undefined) addMetrics(http.app, { db: storage.db, token: config.metricsToken });
  if (config.role === 'worker') http.app.setNotFoundHandler(http.refuseUnknownRoute);
  else addApi(http, options);
}

function addApi(http: HttpServer, { scene, backends, ...options }: RoutesOptions): void {
  const { config, clock, storage } = options;
  const windows = storage.embedded ? createFixedWindows(clock) : createSharedWindows(storage.db, clock);
  const services: BackendServices = { ...options, windows };
  for (const backend of backends) backend.addRoutes(http, services);
  const jobViews = new Map(backends.map(({ id, jobView }) => [id, jobView]));
  const endpoints = createEndpointRegistry({ ...options, backends });
  addDashboardRoutes(http, { ...services, jobViews, endpoints, publicUrl: config.publicUrl });
  const { adminToken } = config;
  if (adminToken !== undefined) addAdminRoutes(http, { ...options, adminToken, scene, endpoints });
}
