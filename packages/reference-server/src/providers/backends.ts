import type { LeadEngine } from '../leads/lead-engine.ts';
import type { ProviderBackend } from './provider-backend.ts';
import { createMatchKraft } from './matchkraft/routes.ts';
import { createScrapeKit } from './scrapekit/routes.ts';
import { createScrupp } from './scrupp/routes.ts';
import { createScrapeNest } from './scrapenest/routes.ts';
import { createScrapfly } from './scrapfly/routes.ts';

/** Returns all providers of this server. `engineOf` returns the engine that a provider uses. */
export const createBackends = (engineOf: (provider: string) => LeadEngine): readonly ProviderBackend[] => [
  createScrapeKit(engineOf('scrapekit')),
  createMatchKraft(engineOf('matchkraft')),
  createScrupp(engineOf('scrupp')),
  createScrapeNest(engineOf('scrapenest')),
  createScrapfly(engineOf('scrapfly')),
];
