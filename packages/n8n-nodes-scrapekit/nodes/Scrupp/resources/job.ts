import type { Resource } from '../../shared/provider-node';

export const jobResource: Resource = {
	operation: 'job',
	actions: { get: 'get', getResults: 'results', start: 'start', startAndWait: 'startAndWait' },
};
