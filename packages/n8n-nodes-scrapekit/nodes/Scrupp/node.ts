import { providers } from '@scrapekit/core';
import type { ProviderNode } from '../shared/provider-node';
import { accountResource } from './resources/account';
import { companiesResource } from './resources/companies';
import { contactsResource } from './resources/contacts';
import { jobResource } from './resources/job';

/** Scrupp, for its node and its trigger. */
export const scrupp: ProviderNode = {
	provider: providers.scrupp,
	credential: 'scruppApi',
	resources: {
		account: accountResource,
		companies: companiesResource,
		contacts: contactsResource,
		job: jobResource,
	},
};
