import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { addBackupRoute } from '../admin/backup-route.ts';
import { addAdminRoutes } from '../admin/routes.ts';
import type { TestControls } from '../admin/test-controls.ts';
import { dashboardPaths } from '../dashboard/openapi-paths.ts';
import { addDashboardRoutes } from '../dashboard/routes.ts';
import { addDocs } from '../docs/routes.ts';
import { HttpError } from '../http/errors.ts';
import type { HttpServer } from '../http/http-server.ts';
import { createFixedWindows } from '../http/rate-limit/fixed-windows.ts';
import { createSharedWindows } from '../http/rate-limit/shared-windows.ts';
import { createEndpointRegistry } from '../providers/endpoint-registry.ts';
import type { BackendServices, ProviderBackend } from '../providers/provider-backend.ts';
import type { Counters } from './counters.ts';
import { addMetrics } from './metrics.ts';
import { countVerdicts } from './observed-engine.ts';

export interface RoutesOptions extends Omit<BackendServices, 'windows' | 'dashboardPaths'> {
  readonly testControls: TestControls;
  readonly backends: readonly ProviderBackend[];
  readonly counters: Counters;
  /** The token of commands on the same machine. */
  readonly localToken: string;
}

/** Adds all routes of this process. A worker has only the health and metrics routes. */
export function addRoutes(http: HttpServer, options: RoutesOptions): void {
  const { config, clock, storage, leadEngine, counters } = options;
  const { registry } = counters;
  const checkReady = async () => {
    await sql`select 1`.execute(storage.db);
  };
  addHealthRoutes(http.app, { checkReady, details: leadEngine.details });
  addAttribution(http.app, leadEngine.attribution ?? null);
  if (config.metricsToken !== undefined)
    addMetrics(http.app, { db: storage.db, clock, token: config.metricsToken, registry });
  if (config.role === 'worker') http.app.setNotFoundHandler(http.refuseUnknownRoute);
  else addApi(http, options);
}

function addApi(
  http: HttpServer,
  { testControls, backends, localToken, counters, ...options }: RoutesOptions,
): void {
  const { config, clock, storage } = options;
  const windows = storage.embedded ? createFixedWindows(clock) : createSharedWindows(storage.db, clock);
  const services: BackendServices = { ...options, windows, dashboardPaths };
  for (const backend of backends)
    backend.addRoutes(http, {
      ...services,
      leadEngine: countVerdicts(options.leadEngine, backend.id, counters),
    });
  addDocs(http.app, services, backends);
  const jobViews = new Map(backends.map(({ id, jobView }) => [id, jobView]));
  const jobForms = backends.flatMap((backend) => backend.jobForms ?? []);
  const endpoints = createEndpointRegistry({ ...options, backends });
  const webhookGuides = new Map(backends.map(({ id, webhookGuide }) => [id, webhookGuide]));
  const shown = { jobViews, jobForms, endpoints, webhookGuides };
  addDashboardRoutes(http, { ...services, ...shown, publicUrl: config.publicUrl });
  const { adminToken } = config;
  addBackupRoute(http.app, {
    storage,
    tokens: [localToken, ...(adminToken === undefined ? [] : [adminToken])],
  });
  if (adminToken !== undefined) addAdminRoutes(http, { ...options, adminToken, testControls, endpoints });
}

export interface HealthRoutesOptions {
  /** Rejects while the server cannot take requests. */
  readonly checkReady: () => Promise<void>;
  /** Returns further fields of the answer, for the operator. */
  readonly details?: (() => Readonly<Record<string, string>>) | undefined;
}

/** Adds `/healthz`, which answers while the process runs, and `/readyz`, which fails without a database. */
function addHealthRoutes(app: FastifyInstance, { checkReady, details }: HealthRoutesOptions): void {
  app.get('/healthz', () => ({ status: 'ok' }));
  app.get('/readyz', async () => {
    try {
      await checkReady();
    } catch (cause) {
      throw new HttpError(503, 'not_ready', {
        message: 'The server is not ready.',
        headers: { 'retry-after': '5' },
        cause,
      });
    }
    return { status: 'ready', ...details?.() };
  });
}

/** Sends the credit line of the data's licence in a header of every answer, because rows have no column for it. */
function addAttribution(app: FastifyInstance, attribution: string | null): void {
  if (attribution === null) return;
  app.addHook('onRequest', (_request, reply, done) => {
    reply.header('x-data-attribution', attribution);
    done();
  });
}
