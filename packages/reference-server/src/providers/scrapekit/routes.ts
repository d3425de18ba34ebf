import type { FastifyInstance } from 'fastify';
import type { HttpServer } from '../../http/http-server.ts';
import { addOpenApi } from './add-open-api.ts';
import { addCancelJob } from './cancel-job.ts';
import { addCreateScrape } from './create-scrape.ts';
import { addCreateVerify } from './create-verify.ts';
import { guardRequests, refuseUnknownPaths } from './guard-requests.ts';
import { addListJobs } from './list-jobs.ts';
import { SCRAPE, VERIFY } from './names.ts';
import { addReadAccount } from './read-account.ts';
import { addReadScrape, scrapeStatusBody } from './read-scrape.ts';
import { addReadVerify, verifyStatusBody } from './read-verify.ts';
import { addScrapeResults } from './scrape-results.ts';
import type { Services } from './services.ts';
import { addVerifyEmail } from './verify-email.ts';
import { addVerifyResults } from './verify-results.ts';

/** Everything under `/api/v1`, and what is said of unknown paths elsewhere. */
export function addScrapeKitRoutes(http: HttpServer, services: Services): void {
  const routes = (api: FastifyInstance, _options: unknown, done: () => void) => {
    guardRequests(api, services, http);
    addCreateScrape(api, services);
    addReadScrape(api, services);
    addScrapeResults(api, services);
    addVerifyEmail(api, services);
    addCreateVerify(api, services);
    addReadVerify(api, services);
    addVerifyResults(api, services);
    addCancelJob(api, services);
    addReadAccount(api, services);
    if (services.config.listEndpoints) {
      addListJobs(api, services, { kind: SCRAPE, toBody: scrapeStatusBody });
      addListJobs(api, services, { kind: VERIFY, toBody: verifyStatusBody });
    }
    done();
  };
  http.app.register(routes, { prefix: '/api/v1' });
  addOpenApi(http.app, services);
  refuseUnknownPaths(http, services);
}
