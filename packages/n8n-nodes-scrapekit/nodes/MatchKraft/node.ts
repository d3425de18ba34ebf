import { providers } from '@scrapekit/core';
import type { ProviderNode } from '../shared/provider-node';
import { domainScanResource } from './resources/domain-scan';
import { emailFinderResource } from './resources/email-finder';
import { emailValidationResource } from './resources/email-validation';

/** MatchKraft, for its node and its trigger. */
export const matchKraft: ProviderNode = {
	provider: providers.matchkraft,
	credential: 'matchKraftApi',
	resources: {
		domainScan: domainScanResource,
		emailFinder: emailFinderResource,
		emailValidation: emailValidationResource,
	},
};
