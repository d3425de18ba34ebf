import { matchkraft } from './matchkraft.ts';
import { scrapekit } from './scrapekit.ts';
import { scrapenest } from './scrapenest.ts';
import { scrapfly } from './scrapfly.ts';
import { scrupp } from './scrupp.ts';

/** Every provider this package knows, by id. */
export const providers = { scrapekit, matchkraft, scrupp, scrapfly, scrapenest } as const;
