import type { DeliveredEvents, Job, WebhookEvent } from '@scrapekit/core';
import type { IDataObject, INode, INodeExecutionData } from 'n8n-workflow';
import { toNodeError } from './node-error';
import type { ProviderNode, Resource } from './provider-node';
import { openSession, type Session, type SessionOptions } from './session';
import type { RequestContext } from './transport';

/** A provider's trigger: its binding and what the trigger can report beside the ends of jobs. */
export interface TriggerNode extends ProviderNode {
	/** The provider's events that do not end a job, by name, with data as a test run shows it. */
	readonly otherEvents?: Readonly<Record<string, IDataObject>>;
}

/** An event that a webhook or a poll reports to the method `execute` of a trigger. */
export interface Report {
	/** Two reports about one event have the same key. */
	readonly key: string;
	readonly jobId: string;
	/** The key of the provider's operation. */
	readonly operation: string;
	/** The job as it was read. Absent when `execute` has to read it. */
	readonly job?: Job;
	/** The delivery that contains the job, where the provider has no route for it. */
	readonly delivery?: WebhookEvent;
	/** The data of an event that does not end a job. */
	readonly data?: IDataObject;
}

const FIELD = 'triggerReport';

export const reportItem = (report: Report): INodeExecutionData => ({
	json: { [FIELD]: report as unknown as IDataObject },
});

/** Returns the reports among the items that n8n passes to `execute`. A test run has one empty item. */
export const readReports = (items: readonly INodeExecutionData[]): readonly Report[] =>
	items.flatMap(({ json }) => (json[FIELD] === undefined ? [] : [json[FIELD] as unknown as Report]));

/** Lets a client find the deliveries among reports. */
export const deliveriesIn = (reports: readonly Report[]): DeliveredEvents => ({
	find: async (id) => reports.find(({ jobId }) => jobId === id)?.delivery,
	nudge: async () => {},
});

/** A webhook and a poll report the end of a job with the same key. */
export const endingKey = ({ id, operation }: Pick<Job, 'id' | 'operation'>): string => `${operation}:${id}`;

/** Opens a session, and shows a base URL that cannot be used as an error of the node. */
export async function openTriggerSession<Context extends RequestContext>(
	context: Context,
	node: ProviderNode,
	options?: SessionOptions,
): Promise<Session<Context>> {
	try {
		return await openSession(context, node, options);
	} catch (error) {
		throw toNodeError({ context, node }, error);
	}
}

interface NodeSource {
	readonly getNode: () => INode;
}

/** Reads a parameter of a trigger. None of them takes expressions, so that they are read alike in every context. */
const parameterOf = (context: NodeSource, name: string): unknown => context.getNode().parameters[name];

const toList = (value: unknown): readonly string[] => [value].flat().map(String);

/** The events that start the workflow: final states of jobs, and names of the provider's other events. */
export const chosenEvents = (context: NodeSource): readonly string[] =>
	toList(parameterOf(context, 'events') ?? []);

/** The operations of the provider that a trigger can report: those that start jobs. */
export const jobOperations = ({ resources }: ProviderNode): readonly string[] =>
	Object.values(resources).flatMap(({ operation, actions }) =>
		operation !== undefined && Object.values(actions).includes('start') ? [operation] : [],
	);

/** The operations whose jobs start the workflow. A trigger without this choice reports all. */
export const chosenOperations = (context: NodeSource, node: ProviderNode): readonly string[] =>
	toList(parameterOf(context, 'jobs') ?? jobOperations(node));

/** How a trigger learns of events. Only a provider with a list of jobs can be polled. */
export type Receiving = 'webhook' | 'polling' | 'webhookAndPolling';

export const receivingOf = (context: NodeSource): Receiving =>
	(parameterOf(context, 'receive') as Receiving | undefined) ?? 'webhook';

/** Returns the resource that starts jobs of an operation. Throws TypeError when there is none. */
export function resourceOf({ resources, provider }: ProviderNode, operation: string): Resource {
	const resource = Object.values(resources).find(
		(each) => each.operation === operation && Object.values(each.actions).includes('start'),
	);
	if (resource !== undefined) return resource;
	throw new TypeError(`${provider.name} has no jobs of the operation ${operation}.`);
}
