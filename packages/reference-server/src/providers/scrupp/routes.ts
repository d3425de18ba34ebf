import type { FastifyInstance, FastifyRequest } from 'fastify';
import { toCredits } from '../../accounts/credits.ts';
import { findAccount } from '../../accounts/accounts.ts';
import { keepForSigning } from '../../accounts/sealed-api-key.ts';
import { parseBearer } from '../../http/bearer.ts';
import { accountSuspended } from '../../http/errors.ts';
import type { HttpServer } from '../../http/http-server.ts';
import type { LeadEngine } from '../../leads/lead-engine.ts';
import { callerOf, mount } from '../mount.ts';
import { apiOf } from '../describe-api.ts';
import type { BackendServices, ProviderBackend } from '../provider-backend.ts';
import { PROVIDER } from './bodies.ts';
import { addCreateJob, addCreateTask, addReadJob, addReadTask } from './jobs.ts';
import { createScruppOperations } from './operations.ts';
import { errorBody, missingKey, unknownKey } from './refusals.ts';
import { scruppForms } from './forms.ts';
import { scruppJobView } from './view.ts';
import { scruppApi } from './openapi.ts';
import { scruppGuide } from './guide.ts';
import { scruppSender } from './webhooks.ts';

/** Scrupp, under `/scrupp`. Each job names its own receiver, so there are no webhook endpoints to register. */
export const createScrupp = (leadEngine: LeadEngine): ProviderBackend => ({
  id: PROVIDER,
  api: apiOf('Scrupp', scruppApi),
  operations: createScruppOperations(leadEngine),
  sender: scruppSender,
  webhookGuide: scruppGuide,
  jobView: scruppJobView,
  jobForms: scruppForms,
  addRoutes: addScruppRoutes,
});

/** Adds the Task API and the Jobs API, both under `/scrupp/api/v1`. */
function addScruppRoutes(http: HttpServer, services: BackendServices): void {
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
    parseKey,
    refusals: { missingKey, unknownKey, suspended: accountSuspended },
    errorBody,
    addRoutes: (app) => {
      addDeprecationOfQueryKeys(app);
      addKeySealing(app, services);
      app.register(routes, { prefix: '/api/v1' });
    },
  });
}

/** Adds `GET /ping` and `GET /account/credits` (S11), which cost nothing; clients check a key with them. */
function addReadAccount(app: FastifyInstance, { storage }: BackendServices): void {
  app.get('/ping', () => ({ status: 'ok' }));
  app.get('/account/credits', async (request) => {
    const account = await findAccount(storage.db, callerOf(request).accountId);
    if (account === undefined) throw unknownKey();
    return { credits: toCredits(account.balance) };
  });
}

/** Parses the Bearer key, or the legacy `?api_key=` (S07) when there is no `Authorization` header. */
function parseKey(request: FastifyRequest): string | undefined {
  const bearer = parseBearer(request);
  if (bearer.kind === 'token') return bearer.token;
  return bearer.kind === 'missing' ? queryKey(request) : undefined;
}

function queryKey({ query }: FastifyRequest): string | undefined {
  const { api_key: key } = query as { api_key?: unknown };
  return typeof key === 'string' && key !== '' ? key : undefined;
}

/**
 * The value of the `Deprecation` header (RFC 9745): 1 January 2026. Scrupp calls the query parameter legacy and gives no
 * date, so this is the year in which this server appeared.
 */
const DEPRECATED_SINCE = '@1767225600';

/** Warns clients that send their key in the URL, because proxies log URLs (S07). */
function addDeprecationOfQueryKeys(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    if (queryKey(request) !== undefined) reply.header('deprecation', DEPRECATED_SINCE);
    done();
  });
}

/** Stores the key of each create in sealed form, because a webhook of the account may have to be signed with it (S07). */
function addKeySealing(app: FastifyInstance, { storage }: BackendServices): void {
  app.addHook('preHandler', async (request) => {
    const key = request.method === 'POST' ? parseKey(request) : undefined;
    if (key !== undefined) await keepForSigning(storage.db, { id: callerOf(request).keyId, key });
  });
}
