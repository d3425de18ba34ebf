import type { Resource } from '../../shared/provider-node';

export const endpointResource: Resource = {
	actions: { create: 'createEndpoint', delete: 'deleteEndpoint', getMany: 'listEndpoints' },
};
