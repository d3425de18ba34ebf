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
	let answer: unknown;
	try {
		const output = await context.workflow.expression.withIsolate(() => tester.runNode());
		answer = output?.[0]?.[0]?.json;
	} catch (error) {
		return { status: 'Error', message: messageFor(type, error as RefusedTest) };
	}
	for (const rule of type.test?.rules ?? []) {
		if (rule.type !== 'responseSuccessBody') continue;
		const { key, value, message } = rule.properties;
		if (valueAt(answer, key) === value) return { status: 'Error', message };
	}
	return { status: 'OK' };
}

/** An error of n8n. Its cause is the answer with a status that is not 2xx. */
interface RefusedTest extends Error {
	readonly cause?: { readonly response?: { readonly status: number; readonly statusText: string } };
}

function messageFor(type: ICredentialType, { message, cause }: RefusedTest): string {
	const { response } = cause ?? {};
	if (response === undefined) return message;
	for (const rule of type.test?.rules ?? []) {
		if (rule.type === 'responseCode' && rule.properties.value === response.status)
			return rule.properties.message;
	}
	return response.statusText;
}

const valueAt = (object: unknown, path: string): unknown =>
	path
		.split('.')
		.reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], object);
