import { scrapekit } from './scrapekit.ts';

/** Every provider this package knows, by id. */
export const providers = { scrapekit } as const;
