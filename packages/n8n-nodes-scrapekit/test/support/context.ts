import { ExecuteContext } from 'n8n-core';
import { createRequire } from 'node:module';
import type { ICredentialDataDecryptedObject, ICredentialType, INode, INodeProperties } from 'n8n-workflow';
import type * as N8nWorkflow from 'n8n-workflow';
import { additionalData } from '../../../workflow-runner/src/engine/instance.ts';
import { CredentialStore } from '../../../workflow-runner/src/engine/credential-store.ts';
import type { InstalledNodes } from '../../../workflow-runner/src/engine/installed-nodes.ts';

const { Workflow, createRunExecutionData } = createRequire(import.meta.url)(
	'n8n-workflow',
) as typeof N8nWorkflow;

const nodeWith = (credential: string): INode => ({
	id: 'temp',
	name: 'Temp-Node',
	type: 'temp',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
	credentials: { [credential]: { id: '1', name: 'Account' } },
});

/** Creates the context that n8n passes to a node with one credential of the given type. */
export function contextFor(
	type: ICredentialType,
	data: ICredentialDataDecryptedObject,
	properties: readonly INodeProperties[] = [],
): ExecuteContext {
	const temp = { description: { name: 'temp', properties, credentials: [{ name: type.name }] } };
	const types = { getCredential: () => type } as unknown as InstalledNodes;
	const credentials = new CredentialStore(types, { [type.name]: data });
	const additional = additionalData({ credentials, executionId: '1', origin: 'https://127.0.0.1' });
	const node = nodeWith(type.name);
	const nodeTypes = { getByName: () => temp, getByNameAndVersion: () => temp, getKnownTypes: () => ({}) };
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: nodeTypes as never,
	});
	const items = { main: [[{ json: {} }]] };
	const executeData = { node, data: items, source: null };
	const run = createRunExecutionData();
	return new ExecuteContext(workflow, node, additional, 'internal', run, 0, [], items, executeData, []);
}
