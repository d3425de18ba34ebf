export const PROVIDER = 'scrapfly';
export const PREFIX = '/scrapfly';
export const SCRAPE = { provider: PROVIDER, operation: 'scrape' } as const;
