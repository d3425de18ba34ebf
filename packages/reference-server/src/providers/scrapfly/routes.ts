import type { FastifyInstance, FastifyRequest } from 'fastify';
import { findAccount } from '../../accounts/accounts.ts';
import type { HttpServer } from '../../http/http-server.ts';
import type { LeadEngine } from '../../leads/lead-engine.ts';
import { callerOf, mount } from '../mount.ts';
import { apiOf } from '../describe-api.ts';
import type { BackendServices, ProviderBackend } from '../provider-backend.ts';
import { accountBody, PREFIX, PROVIDER } from './bodies.ts';
import { addCreateScrape, addReadScrape } from './jobs.ts';
import { createScrapeOperation } from './operations.ts';
import { errorBody, missingKey, suspended, unknownKey } from './refusals.ts';
import { scrapflyJobView } from './view.ts';
import { scrapflyApi } from './openapi.ts';
import { scrapflyGuide } from './guide.ts';
import { scrapflyEndpoints } from './endpoints.ts';
import { scrapflySender } from './webhooks.ts';

/** Scrapfly's scrape API, at `/scrapfly`. */
export const createScrapfly = ({ net }: LeadEngine): ProviderBackend => ({
  id: PROVIDER,
  api: apiOf('Scrapfly', scrapflyApi),
  operations: [createScrapeOperation(net)],
  sender: scrapflySender,
  webhookGuide: scrapflyGuide,
  endpoints: scrapflyEndpoints,
  jobView: scrapflyJobView,
  addRoutes: addScrapflyRoutes,
});

function addScrapflyRoutes(http: HttpServer, services: BackendServices): void {
  mount(http, services, {
    prefix: PREFIX,
    parseKey,
    refusals: { missingKey, unknownKey, suspended },
    errorBody,
    addRoutes: (api) => {
      addCreateScrape(api, services);
      addReadScrape(api, services);
      addReadAccount(api, services);
    },
  });
}

/** Adds `GET /account` (https://scrapfly.io/docs/account), which costs nothing; clients check a key with it. */
function addReadAccount(api: FastifyInstance, { storage }: BackendServices): void {
  api.get('/account', async (request) => {
    const { accountId, project } = callerOf(request);
    const account = await findAccount(storage.db, accountId);
    if (account === undefined) throw unknownKey();
    return accountBody(account, project);
  });
}

/** The key is sent in the query, once (F25). */
function parseKey({ query }: FastifyRequest): string | undefined {
  const { key } = query as { readonly key?: unknown };
  return typeof key === 'string' && key !== '' ? key : undefined;
}
