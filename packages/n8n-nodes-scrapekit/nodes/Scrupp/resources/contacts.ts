import type { Resource } from '../../shared/provider-node';

export const contactsResource: Resource = {
	operation: 'contacts',
	actions: { get: 'get', getResults: 'results', start: 'start', startAndWait: 'startAndWait' },
	element: 'item',
	simplified: ['item', 'found', 'reason', 'first_name', 'last_name', 'email', 'email_status', 'company_name', 'company_domain', 'company_linkedin'],
};
