import type { Resource } from '../../shared/provider-node';

export const emailValidationResource: Resource = {
	operation: 'emailValidation',
	actions: { get: 'get', getResults: 'results', start: 'start', startAndWait: 'startAndWait' },
	element: 'email',
	simplified: ['email', 'status', 'score', 'reason'],
};
