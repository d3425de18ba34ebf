import type { Domain } from '../../app/domain.ts';
import type { ProviderBackend } from '../provider-backend.ts';
import { scrapekitJobView } from './job-view.ts';
import { PROVIDER } from './names.ts';
import { createScrapeKitOperations } from './operations.ts';
import { addScrapeKitRoutes } from './routes.ts';
import { scrapekitSender } from './webhook-sender.ts';

/** ScrapeKit, at the root of the server. */
export const createScrapeKit = (leads: Domain): ProviderBackend => ({
  id: PROVIDER,
  operations: createScrapeKitOperations(leads),
  sender: scrapekitSender,
  jobView: scrapekitJobView,
  addRoutes: (http, services) => {
    const { verifier, attribution = null } = services.leads;
    addScrapeKitRoutes(http, { ...services, verifier, attribution });
  },
});
