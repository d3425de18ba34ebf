import { accountSuspended } from '../../http/account-suspended.ts';
import type { HttpServer } from '../../http/create-http-server.ts';
import { mount } from '../mount.ts';
import type { BackendServices } from '../provider-backend.ts';
import { addCreateJob } from './create-job.ts';
import { jobTypes } from './names.ts';
import { addReadResults } from './read-results.ts';
import { invalidApiKey, missingApiKey } from './refusals.ts';

/** `/matchkraft/api/v2/…`, where a key goes into the header `apikey` (M01). */
export function addMatchKraftRoutes(http: HttpServer, services: BackendServices): void {
  mount(http, services, {
    prefix: '/matchkraft',
    readKey: ({ headers: { apikey } }) => (typeof apikey === 'string' && apikey !== '' ? apikey : undefined),
    refusals: { missingKey: missingApiKey, unknownKey: invalidApiKey, suspended: accountSuspended },
    errorBody: ({ code, message }, requestId) => ({ error: message, code, requestId }),
    addRoutes: (app) => {
      for (const jobType of jobTypes) {
        addCreateJob(app, services, jobType);
        addReadResults(app, services, jobType);
      }
    },
  });
}
