import { accountSuspended } from '../../http/account-suspended.ts';
import type { HttpServer } from '../../http/create-http-server.ts';
import { errorBody } from '../../http/error-body.ts';
import { mount } from '../mount.ts';
import type { BackendServices } from '../provider-backend.ts';
import { addArtifactRoutes } from './artifact-routes.ts';
import { addEndpointRoutes } from './endpoint-routes.ts';
import { addEventRoutes } from './event-routes.ts';
import { addJobRoutes } from './job-routes.ts';
import { invalidApiKey, missingApiKey } from './refusals.ts';

/** Everything under `/scrapenest`. */
export function addScrapeNestRoutes(http: HttpServer, services: BackendServices): void {
  mount(http, services, {
    prefix: '/scrapenest/api/v1',
    readKey: ({ headers }) => [headers['x-api-key']].flat()[0],
    refusals: { missingKey: missingApiKey, unknownKey: invalidApiKey, suspended: accountSuspended },
    errorBody,
    addRoutes: (app) => {
      addJobRoutes(app, services);
      addArtifactRoutes(app, services);
      addEndpointRoutes(app, services);
      addEventRoutes(app, services);
    },
  });
}
