import type { LeadEngine } from '../../leads/lead-engine.ts';
import type { ProviderBackend } from '../provider-backend.ts';
import { scrapekitJobView } from './job-view.ts';
import { PROVIDER } from './names.ts';
import { createScrapeKitOperations } from './operations.ts';
import { addScrapeKitRoutes } from './routes.ts';
import { scrapekitSender } from './webhook-sender.ts';

/** ScrapeKit, at the root of the server. */
export const createScrapeKit = (leadEngine: LeadEngine): ProviderBackend => ({
  id: PROVIDER,
  operations: createScrapeKitOperations(leadEngine),
  sender: scrapekitSender,
  jobView: scrapekitJobView,
  addRoutes: (http, services) => {
    const { verifier, attribution = null } = services.leadEngine;
    addScrapeKitRoutes(http, { ...services, verifier, attribution });
  },
});
