import type { Clock } from '@scrapekit/core';
import { sql } from 'kysely';
import { addAdminRoutes } from '../admin/routes.ts';
import type { Scene } from '../admin/scene.ts';
import type { ServerConfig } from '../config.ts';
import { addDashboardRoutes } from '../dashboard/routes.ts';
import type { HttpServer } from '../http/create-http-server.ts';
import { createFixedWindows } from '../http/fixed-windows.ts';
import { createSharedWindows } from '../http/shared-windows.ts';
import { addHealthRoutes } from '../http/health-routes.ts';
import type { JobEngine } from '../jobs/job-engine.ts';
import { addScrapeKitRoutes } from '../providers/scrapekit/routes.ts';
import { addMetrics } from './metrics.ts';
import type { EmailVerifier } from '../providers/scrapekit/email-verifier.ts';
import type { Storage } from '../storage/open-storage.ts';

export interface RoutesOptions {
  readonly config: ServerConfig;
  readonly clock: Clock;
  readonly storage: Storage;
  readonly scene: Scene;
  readonly jobs: JobEngine;
  readonly verifier: EmailVerifier;
}

/** Everything this process answers; a worker only says how it is. */
export function addRoutes(http: HttpServer, options: RoutesOptions): void {
  const { config, storage } = options;
  const checkReady = async () => {
    await sql`select 1`.execute(storage.db);
  };
  addHealthRoutes(http.app, { checkReady });
  if (config.metricsToken !== undefined) addMetrics(http.app, { db: storage.db, token: config.metricsToken });
  if (config.role === 'worker') http.app.setNotFoundHandler(http.refuseUnknownRoute);
  else addApi(http, options);
}

function addApi(http: HttpServer, { config, clock, storage, scene, jobs, verifier }: RoutesOptions): void {
  const windows = storage.embedded ? createFixedWindows(clock) : createSharedWindows(storage.db, clock);
  addScrapeKitRoutes(http, { storage, jobs, verifier, clock, config, windows });
  addDashboardRoutes(http.app, { storage, clock, windows, publicUrl: config.publicUrl });
  const { adminToken } = config;
  if (adminToken !== undefined) addAdminRoutes(http, { adminToken, storage, clock, scene });
}
