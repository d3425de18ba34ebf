import type { Resource } from '../../shared/provider-node';

export const scrapeResource: Resource = {
	operation: 'scrape',
	actions: {
		cancel: 'cancel',
		get: 'get',
		getLeads: 'results',
		getMany: 'list',
		start: 'start',
		startAndWait: 'startAndWait',
	},
	echo: ['query', 'location'],
	simplified: ['name', 'address', 'phone', 'website', 'rating', 'category', 'emails_found'],
	emails: 'emails_found',
};
