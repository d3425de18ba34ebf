import type { FastifyRequest } from 'fastify';
import type { HttpServer } from '../../http/create-http-server.ts';
import { mount } from '../mount.ts';
import type { BackendServices } from '../provider-backend.ts';
import { addCreateScrape } from './create-scrape.ts';
import { errorBody } from './errors/error-body.ts';
import { missingKey, suspended, unknownKey } from './errors/refusals.ts';
import { PREFIX } from './names.ts';
import { addReadScrape } from './read-scrape.ts';

/** Everything under `/scrapfly`, behind the key in the query (F25). */
export function addScrapflyRoutes(http: HttpServer, services: BackendServices): void {
  mount(http, services, {
    prefix: PREFIX,
    readKey,
    refusals: { missingKey, unknownKey, suspended },
    errorBody,
    addRoutes: (api) => {
      addCreateScrape(api, services);
      addReadScrape(api, services);
    },
  });
}

function readKey({ query }: FastifyRequest): string | undefined {
  const { key } = query as { readonly key?: unknown };
  return typeof key === 'string' && key !== '' ? key : undefined;
}
