import type { LeadEngine } from '../../leads/lead-engine.ts';
import type { ProviderBackend } from '../provider-backend.ts';
import { scrapenestJobView } from './job-view.ts';
import { PROVIDER } from './names.ts';
import { readEndpoint } from './read-endpoint.ts';
import { addScrapeNestRoutes } from './routes.ts';
import { createScrapeOperation } from './scrape-operation.ts';
import { scrapenestSender } from './webhook-sender.ts';

/** ScrapeNest, under `/scrapenest`. */
export const createScrapeNest = ({ net }: LeadEngine): ProviderBackend => ({
  id: PROVIDER,
  operations: [createScrapeOperation(net)],
  sender: scrapenestSender,
  endpoints: { perAccount: 'many', read: readEndpoint },
  jobView: scrapenestJobView,
  addRoutes: addScrapeNestRoutes,
});
