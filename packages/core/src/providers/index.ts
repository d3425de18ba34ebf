import { matchkraft } from './matchkraft.ts';
import { scrapekit } from './scrapekit.ts';
import { scrapenest } from './scrapenest.ts';
import { scrapfly } from './scrapfly.ts';
import { scrupp } from './scrupp.ts';

/** The definitions of all providers, by id. */
export const providers = { scrapekit, matchkraft, scrupp, scrapfly, scrapenest } as const;
