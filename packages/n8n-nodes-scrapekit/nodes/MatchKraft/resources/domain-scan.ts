import type { Resource } from '../../shared/provider-node';

export const domainScanResource: Resource = {
	operation: 'domainScan',
	actions: { get: 'get', getResults: 'results', start: 'start', startAndWait: 'startAndWait' },
	element: 'website',
	emails: 'emails',
};
