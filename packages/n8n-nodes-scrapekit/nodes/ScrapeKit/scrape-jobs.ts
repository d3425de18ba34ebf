import { providers } from '@scrapekit/core';
import type { JobNode } from '../shared/job-node';

/** ScrapeKit's jobs as its two nodes run them. */
export const scrapeJobs: JobNode = {
	provider: providers.scrapekit,
	credential: 'scrapeKitApi',
	required: ['query', 'location'],
	echo: ['query', 'location'],
	activeLimit: 5,
};
