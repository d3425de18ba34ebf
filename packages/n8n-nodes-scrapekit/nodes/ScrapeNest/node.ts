import { providers } from '@scrapekit/core';
import type { ProviderNode } from '../shared/provider-node';
import { artifactResource } from './resources/artifact';
import { endpointResource } from './resources/endpoint';
import { scrapeResource } from './resources/scrape';

/** ScrapeNest, for its node and its trigger. */
export const scrapeNest: ProviderNode = {
	provider: providers.scrapenest,
	credential: 'scrapeNestApi',
	resources: {
		artifact: artifactResource,
		endpoint: endpointResource,
		scrape: scrapeResource,
	},
};
