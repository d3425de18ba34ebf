import type { FastifyInstance } from 'fastify';
import type { HttpServer } from '../../http/create-http-server.ts';
import { mount } from '../mount.ts';
import type { BackendServices } from '../provider-backend.ts';
import { addCreateJob } from './create-job.ts';
import { addCreateTask } from './create-task.ts';
import { addReadAccount } from './read-account.ts';
import { addReadJob } from './read-job.ts';
import { addReadTask } from './read-task.ts';
import { keepKeysForSigning, readKey, warnOfQueryKeys } from './read-key.ts';
import { errorBody, missingKey, suspended, unknownKey } from './refusals.ts';

/** The Task API and the Jobs API, both below `/scrupp/api/v1`. */
export function addScruppRoutes(http: HttpServer, services: BackendServices): void {
  const routes = (api: FastifyInstance, _options: unknown, done: () => void) => {
    addCreateTask(api, services);
    addReadTask(api, services);
    addCreateJob(api, services);
    addReadJob(api, services);
    addReadAccount(api, services);
    done();
  };
  mount(http, services, {
    prefix: '/scrupp',
    readKey,
    refusals: { missingKey, unknownKey, suspended },
    errorBody,
    addRoutes: (app) => {
      warnOfQueryKeys(app);
      keepKeysForSigning(app, services.storage);
      app.register(routes, { prefix: '/api/v1' });
    },
  });
}
