import type { ProviderDefinition } from '@scrapekit/core';

/** One provider in n8n: the binding of its action node and its trigger to the provider's definition. */
export interface ProviderNode {
	readonly provider: ProviderDefinition;
	/** The credential type's name. */
	readonly credential: string;
	/** By value of the parameter `resource`. */
	readonly resources: Readonly<Record<string, Resource>>;
}

/** What a value of the parameter `operation` does. */
export type ActionName =
	| 'start'
	| 'startAndWait'
	| 'get'
	| 'list'
	| 'results'
	| 'cancel'
	| 'call'
	| 'account'
	| 'artifact'
	| 'createEndpoint'
	| 'listEndpoints'
	| 'deleteEndpoint';

export interface Resource {
	/** The key of the provider's operation. Absent for the account and for webhook endpoints. */
	readonly operation?: string;
	/** The key of the operation that the action `call` runs, where it is not `operation`. */
	readonly callOperation?: string;
	/** By value of the parameter `operation`. */
	readonly actions: Readonly<Record<string, ActionName>>;
	/** The parameter for one element, where the operation's input is a list of texts. */
	readonly element?: string;
	/** Columns of a job that are copied into each of its rows. */
	readonly echo?: readonly string[];
	/** The columns of a simplified row. A path such as `result.url` is the column `url` of the answer's `result`. */
	readonly simplified?: readonly string[];
	/** The column of a row that lists e-mail addresses. */
	readonly emails?: string;
}
