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

function workflowOf(nodes: INode[], connections: IWorkflowBase['connections']): IWorkflowBase {
	const id = `workflow-${++workflowCount}`;
	const settings = { executionOrder: 'v1' } as const;
	return { id, name: id, nodes, connections, settings } as unknown as IWorkflowBase;
}

const to = (name: string) => [{ node: name, type: 'main' as const, index: 0 }];

const setNode = { typeVersion: 3.4 };

export interface WireOptions {
	/**
	 * The output expression of an Edit Fields node between "Still Running" and the input of ScrapeKit.
	 * @default there is no such node
	 */
	readonly jsonInWire?: string;
}

/**
 * A trigger, then ScrapeKit with "Still Running" connected back to its input, then the node `Next` for the leads and the
 * node `Errors` for the error output, which only a node with that setting has.
 */
export function waitingWorkflow(
	parameters: INodeParameters = {},
	extra: Partial<INode> = {},
	{ jsonInWire }: WireOptions = {},
): IWorkflowBase {
	const all = {
		resource: 'scrape',
		operation: 'startAndWait',
		query: '={{ $json.query ?? "dentists" }}',
		location: 'Austin, Texas',
		waiting: { waitInPlace: 0 },
		...parameters,
	};
	return workflowOf(
		[
			node('Go', 'n8n-nodes-base.manualTrigger', {}, {}),
			node('ScrapeKit', 'n8n-nodes-scrapekit.scrapeKit', all, { credentials: account, ...extra }),
			node('Next', 'n8n-nodes-base.noOp', {}, {}),
			node('Errors', 'n8n-nodes-base.noOp', {}, {}),
			node('Edit Fields', 'n8n-nodes-base.set', { mode: 'raw', jsonOutput: jsonInWire ?? '' }, setNode),
		],
		{
			Go: { main: [to('ScrapeKit')] },
			ScrapeKit: {
				main: [to('Next'), to(jsonInWire === undefined ? 'ScrapeKit' : 'Edit Fields'), to('Errors')],
			},
			'Edit Fields': { main: [to('ScrapeKit')] },
		},
	);
}

/** As `waitingWorkflow`, with n8n's Loop Over Items, which gives ScrapeKit one item at a time. */
export function loopingWorkflow(parameters: INodeParameters): IWorkflowBase {
	const { nodes, connections } = waitingWorkflow(parameters);
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
