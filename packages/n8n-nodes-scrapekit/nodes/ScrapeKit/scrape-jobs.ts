import { providers } from '@scrapekit/core';
import type { JobNode } from '../shared/session';

/** ScrapeKit's scrape jobs, for its node and its trigger. */
export const scrapeJobs: JobNode = {
	provider: providers.scrapekit,
	credential: 'scrapeKitApi',
	required: ['query', 'location'],
	echo: ['query', 'location'],
	zeroMeansAll: ['maxLeads'],
};
