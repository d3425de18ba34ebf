import type { Resource } from '../../shared/provider-node';

export const artifactResource: Resource = {
	operation: 'scrape',
	actions: { download: 'artifact' },
};
