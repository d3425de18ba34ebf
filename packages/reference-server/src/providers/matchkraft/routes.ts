import { accountSuspended } from '../../http/errors.ts';
import type { HttpServer } from '../../http/http-server.ts';
import type { LeadEngine } from '../../leads/lead-engine.ts';
import { mount } from '../mount.ts';
import { apiOf } from '../describe-api.ts';
import type { BackendServices, ProviderBackend } from '../provider-backend.ts';
import { jobTypes, PROVIDER } from './bodies.ts';
import { addCreateJob, addReadResults } from './jobs.ts';
import { createMatchKraftOperations } from './operations.ts';
import { errorBody, invalidApiKey, missingApiKey } from './refusals.ts';
import { matchkraftForms } from './forms.ts';
import { matchkraftJobView } from './view.ts';
import { matchkraftApi } from './openapi.ts';
import { matchkraftGuide } from './guide.ts';
import { matchkraftEndpoints, matchkraftSender } from './webhooks.ts';

/** MatchKraft, under `/matchkraft`. */
export const createMatchKraft = (leadEngine: LeadEngine): ProviderBackend => ({
  id: PROVIDER,
  api: apiOf('MatchKraft', matchkraftApi),
  operations: createMatchKraftOperations(leadEngine),
  sender: matchkraftSender,
  webhookGuide: matchkraftGuide,
  endpoints: matchkraftEndpoints,
  jobView: matchkraftJobView,
  jobForms: matchkraftForms,
  addRoutes: addMatchKraftRoutes,
});

/** Adds `/matchkraft/api/v2/…`, where a request carries its key in the header `apikey` (M01). */
function addMatchKraftRoutes(http: HttpServer, services: BackendServices): void {
  mount(http, services, {
    prefix: '/matchkraft',
    parseKey: ({ headers: { apikey } }) => (typeof apikey === 'string' && apikey !== '' ? apikey : undefined),
    refusals: { missingKey: missingApiKey, unknownKey: invalidApiKey, suspended: accountSuspended },
    errorBody,
    addRoutes: (app) => {
      for (const jobType of jobTypes) {
        addCreateJob(app, services, jobType);
        addReadResults(app, services, jobType);
      }
    },
  });
}
