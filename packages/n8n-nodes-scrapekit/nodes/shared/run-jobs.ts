import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { JobNode } from './job-node';
import { jobVerbs } from './job-verbs';
import { toNodeError } from './node-error';
import { startAndWait } from './park-and-resume';
import { openSession } from './session';

/** Runs the chosen operation for each item; `resource` names the provider's operation, `operation` what to do with it. */
export async function runJobs(context: IExecuteFunctions, node: JobNode): Promise<INodeExecutionData[][]> {
	const session = await openSession(context, node);
	const resource = context.getNodeParameter('resource', 0);
	const operation = context.getNodeParameter('operation', 0);
	if (operation === 'startAndWait') return await startAndWait(session, resource);
	const verb = jobVerbs[operation as keyof typeof jobVerbs];
	const items: INodeExecutionData[] = [];
	for (const itemIndex of context.getInputData().keys()) {
		try {
			items.push(...(await verb(session, resource, itemIndex)));
		} catch (error) {
			const failure = toNodeError(context.getNode(), error, itemIndex);
			if (!context.continueOnFail()) throw failure;
			items.push({ json: { error: failure.message }, pairedItem: { item: itemIndex } });
		}
	}
	return [items];
}
