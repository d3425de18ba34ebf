import type { Resource } from '../../shared/provider-node';

export const emailFinderResource: Resource = {
	operation: 'emailFinder',
	actions: { get: 'get', getResults: 'results', start: 'start', startAndWait: 'startAndWait' },
};
