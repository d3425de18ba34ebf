import type { Resource } from '../../shared/provider-node';

export const scrapeResource: Resource = {
	operation: 'scrape',
	actions: { get: 'get', getResults: 'results', start: 'start', startAndWait: 'startAndWait' },
};
