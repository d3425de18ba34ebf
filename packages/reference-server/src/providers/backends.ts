import type { LeadEngine } from '../leads/lead-engine.ts';
import type { ProviderBackend } from './provider-backend.ts';
import { createMatchKraft } from './matchkraft/routes.ts';
import { createScrapeKit } from './scrapekit/routes.ts';
import { createScrupp } from './scrupp/routes.ts';
import { createScrapeNest } from './scrapenest/routes.ts';
import { createScrapfly } from './scrapfly/routes.ts';

/** Returns all providers of this server. */
export const createBackends = (leadEngine: LeadEngine): readonly ProviderBackend[] => [
  createScrapeKit(leadEngine),
  createMatchKraft(leadEngine),
  createScrupp(leadEngine),
  createScrapeNest(leadEngine),
  createScrapfly(leadEngine),
];
