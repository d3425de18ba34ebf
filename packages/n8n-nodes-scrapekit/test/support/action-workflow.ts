import type { INode, INodeParameters, IWorkflowBase } from 'n8n-workflow';

let workflowCount = 0;

const to = (name: string) => [{ node: name, type: 'main' as const, index: 0 }];

export interface ActionNode {
	/** Such as `scrupp`. */
	readonly type: string;
	/** Such as `scruppApi`. */
	readonly credential: string;
	readonly parameters: INodeParameters;
	readonly extra?: Partial<INode>;
	/** Whether the first output is connected back to the input, and the second to `Next`. @default false */
	readonly loops?: boolean;
}

/** A trigger, then the node `Action` with one of our nodes, then the node `Next`. */
export function actionWorkflow({
	type,
	credential,
	parameters,
	extra,
	loops = false,
}: ActionNode): IWorkflowBase {
	const id = `action-${++workflowCount}`;
	const place = { typeVersion: 1, position: [0, 0] as [number, number] };
	const action: INode = {
		...place,
		id: 'action',
		name: 'Action',
		type: `n8n-nodes-scrapekit.${type}`,
		parameters,
		credentials: { [credential]: { id: '1', name: 'Account' } },
		...extra,
	};
	const nodes: INode[] = [
		{ ...place, id: 'go', name: 'Go', type: 'n8n-nodes-base.manualTrigger', parameters: {} },
		action,
		{ ...place, id: 'next', name: 'Next', type: 'n8n-nodes-base.noOp', parameters: {} },
	];
	const main = loops ? [to('Action'), to('Next')] : [to('Next')];
	const connections = { Go: { main: [to('Action')] }, Action: { main } };
	return { id, name: id, nodes, connections, settings: { executionOrder: 'v1' } } as unknown as IWorkflowBase;
}
