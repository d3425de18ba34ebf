import type { LeadEngine } from '../leads/lead-engine.ts';
import type { ProviderBackend } from './provider-backend.ts';
import { createMatchKraft } from './matchkraft/backend.ts';
import { createScrapeKit } from './scrapekit/backend.ts';
import { createScrupp } from './scrupp/backend.ts';
import { createScrapeNest } from './scrapenest/backend.ts';
import { createScrapfly } from './scrapfly/backend.ts';

/** Every provider this server plays. */
export const createBackends = (leadEngine: LeadEngine): readonly ProviderBackend[] => [
  createScrapeKit(leadEngine),
  createMatchKraft(leadEngine),
  createScrupp(leadEngine),
  createScrapeNest(leadEngine),
  createScrapfly(leadEngine),
];
