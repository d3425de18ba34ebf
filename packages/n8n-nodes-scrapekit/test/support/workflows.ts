import type { INode, INodeParameters, IWorkflowBase } from 'n8n-workflow';

const node = (name: string, type: string, parameters: INodeParameters, extra: Partial<INode>): INode => ({
	id: name,
	name,
	type,
	typeVersion: 1,
	position: [0, 0],
	parameters,
	...extra,
});

const account = { scrapeKitApi: { id: '1', name: 'ScrapeKit account' } };
let workflowCount = 0;

export function workflowOf(nodes: INode[], connections: IWorkflowBase['connections']): IWorkflowBase {
	const id = `workflow-${++workflowCount}`;
	const settings = { executionOrder: 'v1' } as const;
	return { id, name: id, nodes, connections, settings } as unknown as IWorkflowBase;
}

export const to = (name: string) => [{ node: name, type: 'main' as const, index: 0 }];

const setNode = { typeVersion: 3.4 };

const startAndWait = {
	resource: 'scrape',
	operation: 'startAndWait',
	query: '={{ $json.query ?? "dentists" }}',
	location: 'Austin, Texas',
};

/** A trigger, then ScrapeKit, which waits in place, then the node `Next` for leads and `Errors` for the error output. */
export function waitingWorkflow(
	{ options = {}, ...parameters }: INodeParameters = {},
	extra: Partial<INode> = {},
): IWorkflowBase {
	const all = { ...startAndWait, options: { pollEvery: 0.01, ...(options as object) }, ...parameters };
	return workflowOf(
		[
			node('Go', 'n8n-nodes-base.manualTrigger', {}, {}),
			node('ScrapeKit', 'n8n-nodes-scrapekit.scrapeKit', all, { credentials: account, ...extra }),
			node('Next', 'n8n-nodes-base.noOp', {}, {}),
			node('Errors', 'n8n-nodes-base.noOp', {}, {}),
		],
		{ Go: { main: [to('ScrapeKit')] }, ScrapeKit: { main: [to('Next'), to('Errors')] } },
	);
}

export interface LoopOptions {
	/**
	 * The output expression of an Edit Fields node between "Still Running" and the input of ScrapeKit.
	 * @default there is no such node
	 */
	readonly jsonInLoop?: string;
	/** @default true */
	readonly connected?: boolean;
}

/**
 * A trigger, then ScrapeKit, which sleeps and has "Still Running" connected back to its input, then the node `Next` for
 * the leads and the node `Errors` for the error output, which only a node with that setting has.
 */
export function sleepingWorkflow(
	{ options = {}, ...parameters }: INodeParameters = {},
	extra: Partial<INode> = {},
	{ jsonInLoop, connected = true }: LoopOptions = {},
): IWorkflowBase {
	const sleeping = { whileRunning: 'sleep', options: { waitBeforeSleep: 0, ...(options as object) } };
	const all = { ...startAndWait, ...sleeping, ...parameters };
	const loop = to(jsonInLoop === undefined ? 'ScrapeKit' : 'Edit Fields');
	return workflowOf(
		[
			node('Go', 'n8n-nodes-base.manualTrigger', {}, {}),
			node('ScrapeKit', 'n8n-nodes-scrapekit.scrapeKit', all, { credentials: account, ...extra }),
			node('Next', 'n8n-nodes-base.noOp', {}, {}),
			node('Errors', 'n8n-nodes-base.noOp', {}, {}),
			node('Edit Fields', 'n8n-nodes-base.set', { mode: 'raw', jsonOutput: jsonInLoop ?? '' }, setNode),
		],
		{
			Go: { main: [to('ScrapeKit')] },
			ScrapeKit: { main: [connected ? loop : [], to('Next'), to('Errors')] },
			'Edit Fields': { main: [to('ScrapeKit')] },
		},
	);
}

/** As `sleepingWorkflow`, with n8n's Loop Over Items, which gives ScrapeKit one item at a time. */
export function loopingWorkflow(parameters: INodeParameters): IWorkflowBase {
	const { nodes, connections } = sleepingWorkflow(parameters);
	return workflowOf(
		[...nodes, node('Loop', 'n8n-nodes-base.splitInBatches', { batchSize: 1 }, { typeVersion: 3 })],
		{
			...connections,
			Go: { main: [to('Loop')] },
			Loop: { main: [[], to('ScrapeKit')] },
			Next: { main: [to('Loop')] },
		},
	);
}

/** A trigger, then ScrapeKit with an operation that does not wait. */
export function plainWorkflow(parameters: INodeParameters, extra: Partial<INode> = {}): IWorkflowBase {
	return workflowOf(
		[
			node('Go', 'n8n-nodes-base.manualTrigger', {}, {}),
			node(
				'ScrapeKit',
				'n8n-nodes-scrapekit.scrapeKit',
				{ resource: 'scrape', ...parameters },
				{ credentials: account, ...extra },
			),
		],
		{ Go: { main: [to('ScrapeKit')] } },
	);
}

/** ScrapeKit Trigger, then the node `Next`. */
export function triggerWorkflow(parameters: INodeParameters = {}): IWorkflowBase {
	return workflowOf(
		[
			node('Trigger', 'n8n-nodes-scrapekit.scrapeKitTrigger', parameters, {
				credentials: account,
				webhookId: `hook-${workflowCount}`,
			}),
			node('Next', 'n8n-nodes-base.noOp', {}, {}),
		],
		{ Trigger: { main: [to('Next')] } },
	);
}
