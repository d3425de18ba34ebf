import type { FastifyInstance } from 'fastify';
import type { HttpServer } from '../http/create-http-server.ts';
import { guardSession } from './guard-session.ts';
import { addKeyRoutes } from './key-routes.ts';
import { addLogIn } from './log-in.ts';
import { addLogOut } from './log-out.ts';
import { addPageRoutes } from './page-routes.ts';
import { addSecretRoutes } from './secret-routes.ts';
import type { DashboardServices } from './services.ts';

/** The dashboard as pages and, under `/api`, as JSON: a session cookie opens both, no API key does (C175-C182). */
export function addDashboardRoutes(http: HttpServer, services: DashboardServices): void {
  addPageRoutes(http, services);
  http.app.register(
    (open, _options, done) => {
      addLogIn(open, services);
      done();
    },
    { prefix: '/api' },
  );
  http.app.register(
    (guarded: FastifyInstance, _options, done) => {
      guardSession(guarded, services);
      addLogOut(guarded, services);
      addKeyRoutes(guarded, services);
      addSecretRoutes(guarded, services);
      done();
    },
    { prefix: '/api' },
  );
}
