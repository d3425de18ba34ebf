import { RoutingNode } from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	INodeProperties,
	INodeType,
} from 'n8n-workflow';
import { contextFor } from './context.ts';

export interface CredentialTestResult {
	readonly status: 'OK' | 'Error';
	readonly message?: string;
}

/** Does what n8n does when the user presses "Test": it sends the request of the type, then applies the rules. */
export async function testCredential(
	type: ICredentialType,
	data: ICredentialDataDecryptedObject,
): Promise<CredentialTestResult> {
	const routing = { request: type.test?.request ?? {} };
	const properties: INodeProperties[] = [
		{ displayName: 'Temp', name: 'temp', type: 'string', default: '', routing },
	];
	const context = contextFor(type, data, properties);
	const description = {
		name: 'temp',
		version: 1,
		credentials: [{ name: type.name, required: true }],
		properties,
	};
	const nodeType = { description } as unknown as INodeType;
	const credentials = { id: '1', name: 'Test', type: type.name, data };
	const tester = new RoutingNode(context, nodeType, credentials);
	const output = await context.workflow.expression.withIsolate(() => tester.runNode());
	const answer: unknown = output?.[0]?.[0]?.json;
	for (const rule of type.test?.rules ?? []) {
		if (rule.type !== 'responseSuccessBody') continue;
		const { key, value, message } = rule.properties;
		if (valueAt(answer, key) === value) return { status: 'Error', message };
	}
	return { status: 'OK' };
}

const valueAt = (object: unknown, path: string): unknown =>
	path
		.split('.')
		.reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], object);
