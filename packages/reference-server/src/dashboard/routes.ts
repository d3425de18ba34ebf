import type { FastifyInstance } from 'fastify';
import { guardSession } from './guard-session.ts';
import { addKeyRoutes } from './key-routes.ts';
import { addLogIn } from './log-in.ts';
import { addLogOut } from './log-out.ts';
import { addSecretRoutes } from './secret-routes.ts';
import type { DashboardServices } from './services.ts';

/** The dashboard as JSON, under `/api`: a session cookie opens it, no API key does (C175-C182). */
export function addDashboardRoutes(app: FastifyInstance, services: DashboardServices): void {
  app.register(
    (open, _options, done) => {
      addLogIn(open, services);
      done();
    },
    { prefix: '/api' },
  );
  app.register(
    (guarded, _options, done) => {
      guardSession(guarded, services);
      addLogOut(guarded, services);
      addKeyRoutes(guarded, services);
      addSecretRoutes(guarded, services);
      done();
    },
    { prefix: '/api' },
  );
}
