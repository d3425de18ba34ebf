import type { ProviderDefinition } from '@scrapekit/core';

/** What a node has to say about itself before it can run a provider's jobs. */
export interface JobNode {
	readonly provider: ProviderDefinition;
	/** The credential type's name. */
	readonly credential: string;
	/** Parameters every job needs; optional ones stand under Additional Fields. */
	readonly required: readonly string[];
	/** Fields of a job that each of its results repeats. */
	readonly echo: readonly string[];
	/** How many jobs an account may run at a time. */
	readonly activeLimit: number;
}
