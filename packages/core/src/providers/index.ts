import { matchkraft } from './matchkraft/definition.ts';
import { scrapekit } from './scrapekit/definition.ts';
import { scrapenest } from './scrapenest/definition.ts';
import { scrapfly } from './scrapfly/definition.ts';
import { scrupp } from './scrupp/definition.ts';

/** The definitions of all providers, by id. */
export const providers = { scrapekit, matchkraft, scrupp, scrapfly, scrapenest } as const;
