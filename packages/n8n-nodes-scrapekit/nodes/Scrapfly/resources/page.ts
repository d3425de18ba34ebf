import type { Resource } from '../../shared/provider-node';

export const pageResource: Resource = {
	operation: 'scrape',
	callOperation: 'scrapeNow',
	actions: { queue: 'start', scrape: 'call' },
	simplified: ['url', 'success', 'status_code', 'reason', 'content', 'content_type', 'format', 'size', 'duration', 'log_url'],
};
