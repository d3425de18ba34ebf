import { providers } from '@scrapekit/core';
import type { ProviderNode } from '../shared/provider-node';
import { accountResource } from './resources/account';
import { emailResource } from './resources/email';
import { scrapeResource } from './resources/scrape';
import { verifyResource } from './resources/verify';

/** ScrapeKit, for its node and its trigger. */
export const scrapeKit: ProviderNode = {
	provider: providers.scrapekit,
	credential: 'scrapeKitApi',
	resources: {
		account: accountResource,
		email: emailResource,
		scrape: scrapeResource,
		verify: verifyResource,
	},
};
