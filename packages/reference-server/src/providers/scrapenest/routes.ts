import { accountSuspended, errorBody } from '../../http/errors.ts';
import type { HttpServer } from '../../http/http-server.ts';
import type { LeadEngine } from '../../leads/lead-engine.ts';
import { mount } from '../mount.ts';
import { apiOf } from '../describe-api.ts';
import type { BackendServices, ProviderBackend } from '../provider-backend.ts';
import { PROVIDER } from './bodies.ts';
import { addEndpointRoutes } from './endpoints.ts';
import { addEventRoutes } from './events.ts';
import { addArtifactRoutes, addJobRoutes } from './jobs.ts';
import { createScrapeOperation } from './operations.ts';
import { invalidApiKey, missingApiKey } from './refusals.ts';
import { scrapenestJobView } from './view.ts';
import { scrapenestApi } from './openapi.ts';
import { scrapenestGuide } from './guide.ts';
import { scrapenestEndpoints, scrapenestSender } from './webhooks.ts';

/** ScrapeNest's API, at `/scrapenest`. */
export const createScrapeNest = ({ net }: LeadEngine): ProviderBackend => ({
  id: PROVIDER,
  api: apiOf('ScrapeNest', scrapenestApi),
  operations: [createScrapeOperation(net)],
  sender: scrapenestSender,
  webhookGuide: scrapenestGuide,
  endpoints: scrapenestEndpoints,
  jobView: scrapenestJobView,
  addRoutes: addScrapeNestRoutes,
});

function addScrapeNestRoutes(http: HttpServer, services: BackendServices): void {
  mount(http, services, {
    prefix: '/scrapenest/api/v1',
    parseKey: ({ headers }) => [headers['x-api-key']].flat()[0],
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
