import type { LeadEngine } from '../../leads/lead-engine.ts';
import type { ProviderBackend } from '../provider-backend.ts';
import { scrapflyJobView } from './job-view.ts';
import { PROVIDER } from './names.ts';
import { addScrapflyRoutes } from './routes.ts';
import { createScrapeOperation } from './scrape-operation.ts';
import { scrapflyEndpoints } from './webhook/endpoint-rules.ts';
import { scrapflySender } from './webhook/webhook-sender.ts';

/** Scrapfly, at `/scrapfly`. */
export const createScrapfly = ({ net }: LeadEngine): ProviderBackend => ({
  id: PROVIDER,
  operations: [createScrapeOperation(net)],
  sender: scrapflySender,
  endpoints: scrapflyEndpoints,
  jobView: scrapflyJobView,
  addRoutes: addScrapflyRoutes,
});
