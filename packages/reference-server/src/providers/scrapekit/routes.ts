import type { FastifyInstance } from 'fastify';
import type { HttpServer } from '../../http/create-http-server.ts';
import { addCancelJob } from './cancel-job.ts';
import { addCreateScrape } from './create-scrape.ts';
import { guardRequests, refuseUnknownPaths } from './guard-requests.ts';
import { addListScrapes } from './list-scrapes.ts';
import { addNotBuiltRoutes } from './not-built-routes.ts';
import { addReadAccount } from './read-account.ts';
import { addReadScrape } from './read-scrape.ts';
import { addScrapeResults } from './scrape-results.ts';
import type { Services } from './services.ts';

/** Everything under `/api/v1`, and what is said of unknown paths elsewhere. */
export function addScrapeKitRoutes(http: HttpServer, services: Services): void {
  const routes = (api: FastifyInstance, _options: unknown, done: () => void) => {
    guardRequests(api, services, http);
    addCreateScrape(api, services);
    addReadScrape(api, services);
    addScrapeResults(api, services);
    addCancelJob(api, services);
    addReadAccount(api, services);
    if (services.config.listEndpoints) addListScrapes(api, services);
    addNotBuiltRoutes(api);
    done();
  };
  http.app.register(routes, { prefix: '/api/v1' });
  refuseUnknownPaths(http, services);
}
