import type { FastifyInstance, FastifyRequest } from 'fastify';
import { parseBearer } from '../../http/bearer.ts';
import { accountSuspended, errorBody } from '../../http/errors.ts';
import type { HttpServer } from '../../http/http-server.ts';
import { rateLimited } from '../../http/rate-limit/fixed-windows.ts';
import type { LeadEngine } from '../../leads/lead-engine.ts';
import { serverVersion } from '../../settings/version.ts';
import { countRequest, mount, type RateLimits } from '../mount.ts';
import type { BackendServices, ProviderBackend } from '../provider-backend.ts';
import { addAccount } from './account.ts';
import { PROVIDER } from './bodies.ts';
import { addCancelJob } from './jobs.ts';
import { openApiDocument } from './openapi.ts';
import { createScrapeKitOperations } from './operations.ts';
import { invalidApiKey, missingAuthorization } from './refusals.ts';
import { addScrapeJobs } from './scrape-jobs.ts';
import { addVerifyEmail } from './verify-email.ts';
import { addVerifyJobs } from './verify-jobs.ts';
import { scrapekitForms } from './forms.ts';
import { scrapekitJobView } from './view.ts';
import { scrapekitGuide } from './guide.ts';
import { scrapekitSender } from './webhooks.ts';

/** ScrapeKit, at the root of the server. Each job names its own receiver, so there are no webhook endpoints to register. */
export const createScrapeKit = (leadEngine: LeadEngine): ProviderBackend => ({
  id: PROVIDER,
  api: { name: 'ScrapeKit', path: '/openapi.json', document: describeScrapeKit },
  operations: createScrapeKitOperations(leadEngine),
  sender: scrapekitSender,
  webhookGuide: scrapekitGuide,
  jobView: scrapekitJobView,
  jobForms: scrapekitForms,
  addRoutes: addScrapeKitRoutes,
});

const PREFIX = '/api/v1';

const limits: RateLimits = {
  perMinute: { create: 60, read: 300, verify: 120 }, // C031-C033
  showsHeaders: true,
  precedesKeyCheck: false, // C014
};

/** Adds `/api/v1/…`, `/openapi.json` and the answer to unknown paths of the whole server. */
function addScrapeKitRoutes(http: HttpServer, services: BackendServices): void {
  mount(http, services, {
    prefix: PREFIX,
    parseKey,
    refusals: { missingKey: missingAuthorization, unknownKey: invalidApiKey, suspended: accountSuspended },
    errorBody,
    limits,
    addRoutes: (api) => {
      api.addHook('onRoute', (route) => {
        route.config = { invalidCode: 'invalid_query', ...route.config };
      });
      addScrapeJobs(api, services);
      addVerifyEmail(api, services);
      addVerifyJobs(api, services);
      addCancelJob(api, services);
      addAccount(api, services);
    },
  });
  addOpenApi(http.app, services);
  refuseUnknownPaths(http, services);
}

/** Returns an empty key for a malformed header, which is then refused like an unknown key and not like a missing one (C005). */
function parseKey(request: FastifyRequest): string | undefined {
  const bearer = parseBearer(request);
  if (bearer.kind === 'missing') return undefined;
  return bearer.kind === 'token' ? bearer.token : '';
}

/** Adds `GET /openapi.json`, which takes no key, costs nothing and may be read by pages of other origins (X04). */
function addOpenApi(app: FastifyInstance, services: BackendServices): void {
  app.get('/openapi.json', async (request, reply) => {
    reply.header('access-control-allow-origin', '*');
    const usage = await countRequest(services, { prefix: PREFIX, limits }, { request, reply });
    if (usage.retryAfter !== undefined) throw rateLimited(usage);
    return describeScrapeKit(services);
  });
}

function describeScrapeKit(services: BackendServices): object {
  const { config, publicUrl, dashboardPaths, leadEngine } = services;
  const { attribution = null } = leadEngine;
  // The client chooses the `Host` header, so the document does not repeat it.
  const serverUrl = publicUrl();
  return openApiDocument({ ...config, serverUrl, attribution, dashboardPaths, version: serverVersion() });
}

/** Refuses unknown paths outside `/api/v1` with the rate-limit headers of the IP address (A11). */
function refuseUnknownPaths({ app, refuseUnknownRoute }: HttpServer, services: BackendServices): void {
  app.setNotFoundHandler(async (request, reply) => {
    await countRequest(services, { prefix: PREFIX, limits }, { request, reply });
    refuseUnknownRoute(request);
  });
}
