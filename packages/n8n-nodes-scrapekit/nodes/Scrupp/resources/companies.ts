import type { Resource } from '../../shared/provider-node';

export const companiesResource: Resource = {
	operation: 'companies',
	actions: { get: 'get', getResults: 'results', start: 'start', startAndWait: 'startAndWait' },
	element: 'item',
	simplified: ['item', 'found', 'reason', 'company_name', 'company_domain', 'company_website', 'company_linkedin', 'company_phone', 'company_address', 'emails'],
	emails: 'emails',
};
