import { isTerminal } from '@scrapekit/core';
import { type IExecuteFunctions, type INodeExecutionData, NodeOperationError } from 'n8n-workflow';
import { errorItem, toNodeError } from './node-error';
import { showRefusals } from './receive-webhook';
import type { ExecuteSession } from './session';
import { jobItems, sampleItems } from './trigger-items';
import { isKnown, isTest, markEmitted } from './trigger-mark';
import {
	deliveriesIn,
	openTriggerSession,
	readReports,
	type Report,
	type TriggerNode,
} from './trigger-report';

/**
 * Turns the events that a webhook or a poll reported into items, once per event. An event that was emitted before gives
 * no item, so the workflow ends here. A test run without a report shows a sample.
 */
export async function emitReported(
	context: IExecuteFunctions,
	node: TriggerNode,
): Promise<INodeExecutionData[][]> {
	showRefusals(context);
	const reports = readReports(context.getInputData());
	const session = await openTriggerSession(context, node, { deliveries: deliveriesIn(reports) });
	if (isTest(context) && reports.length === 0) return [await sampleItems(session, node)];
	const items: INodeExecutionData[] = [];
	const failures: Failure[] = [];
	for (const [itemIndex, report] of reports.entries()) {
		if (isKnown(context, report.key)) continue;
		try {
			const found = await reportedItems(session, report, itemIndex);
			// The mark comes after the results were fetched, so that a failed execution can be tried again.
			if (await markEmitted(context, report.key)) items.push(...found);
		} catch (error) {
			failures.push({ error, itemIndex, jobId: report.jobId });
		}
	}
	return [[...items, ...failureItems(session, failures, items.length > 0)]];
}

async function reportedItems(
	session: ExecuteSession,
	{ jobId: id, operation, job: known, data }: Report,
	itemIndex: number,
): Promise<INodeExecutionData[]> {
	if (data !== undefined) return [{ json: data, pairedItem: { item: itemIndex } }];
	const job = known ?? (await session.client.get({ id, operation }, session));
	if (isTerminal(job)) return await jobItems(session, job, { itemIndex });
	throw new NodeOperationError(
		session.context.getNode(),
		`${session.node.provider.name} reported the end of the job ${id}, but its status is still ${job.status}`,
		{ description: 'Retry this execution in a minute.', itemIndex },
	);
}

interface Failure {
	readonly error: unknown;
	readonly itemIndex: number;
	readonly jobId: string;
}

/**
 * Throws the first failure when nothing is emitted, so that the execution can be tried again. Beside emitted jobs a
 * failed one becomes an item with its error, because another try would emit the others again.
 */
function failureItems(
	session: ExecuteSession,
	failures: readonly Failure[],
	hasItems: boolean,
): readonly INodeExecutionData[] {
	const [first] = failures;
	if (first !== undefined && !hasItems) throw toNodeError(session, first.error, first);
	return failures.map(({ error, ...place }) => errorItem(session, error, place));
}
