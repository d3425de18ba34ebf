import { providers } from '@scrapekit/core';
import type { ProviderNode } from '../shared/provider-node';
import { accountResource } from './resources/account';
import { pageResource } from './resources/page';

/** Scrapfly, for its node and its trigger. */
export const scrapfly: ProviderNode = {
	provider: providers.scrapfly,
	credential: 'scrapflyApi',
	resources: {
		account: accountResource,
		page: pageResource,
	},
};
