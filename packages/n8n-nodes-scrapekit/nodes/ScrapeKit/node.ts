import { providers } from '@scrapekit/core';
import type { ProviderNode } from '../shared/provider-node';
import { emailResource } from './resources/email';
import { scrapeResource } from './resources/scrape';
import { verifyResource } from './resources/verify';

/** ScrapeKit, for its node and its trigger. */
export const scrapeKit: ProviderNode = {
	provider: providers.scrapekit,
	credential: 'scrapeKitApi',
	resources: {
		account: { actions: { get: 'account' } },
		email: emailResource,
		scrape: scrapeResource,
		verify: verifyResource,
	},
};
