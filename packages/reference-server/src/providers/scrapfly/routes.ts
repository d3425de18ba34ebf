import type { FastifyRequest } from 'fastify';
import type { HttpServer } from '../../http/http-server.ts';
import type { LeadEngine } from '../../leads/lead-engine.ts';
import { mount } from '../mount.ts';
import type { BackendServices, ProviderBackend } from '../provider-backend.ts';
import { PREFIX, PROVIDER } from './bodies.ts';
import { addCreateScrape, addReadScrape } from './jobs.ts';
import { createScrapeOperation } from './operations.ts';
import { errorBody, missingKey, suspended, unknownKey } from './refusals.ts';
import { scrapflyJobView } from './view.ts';
import { scrapflyEndpoints, scrapflySender } from './webhooks.ts';

/** Scrapfly's scrape API, at `/scrapfly`. */
export const createScrapfly = ({ net }: LeadEngine): ProviderBackend => ({
  id: PROVIDER,
  operations: [createScrapeOperation(net)],
  sender: scrapflySender,
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
    },
  });
}

/** The key is sent in the query, once (F25). */
function parseKey({ query }: FastifyRequest): string | undefined {
  const { key } = query as { readonly key?: unknown };
  return typeof key === 'string' && key !== '' ? key : undefined;
}
