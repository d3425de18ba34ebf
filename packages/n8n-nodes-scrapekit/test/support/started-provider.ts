import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import type { Outcome } from '../../../workflow-runner/src/index.ts';
import { type ActionNode, actionWorkflow } from './action-workflow.ts';
import { follow, startEngine, type TestEngine } from './engine.ts';
import { ScriptedServer } from './scripted-server.ts';

export interface ProviderOptions {
	/** The node, such as `scrupp`. */
	readonly type: string;
	/** The credential type, such as `scruppApi`. */
	readonly credential: string;
	readonly apiKey: string;
}

export interface RunOptions extends Partial<ActionNode> {
	/** The incoming items. @default one empty item */
	readonly items?: readonly INodeExecutionData[];
	/** Changes of the credential. */
	readonly changes?: object;
}

/** n8n's engine with one action node, and a server that stands in for its provider. */
export interface StartedProvider extends AsyncDisposable {
	readonly engine: TestEngine;
	readonly server: ScriptedServer;
	/** Starts a workflow, and returns at once. */
	readonly follow: (parameters: INodeParameters, options?: RunOptions) => ReturnType<typeof follow>;
	/** Runs a workflow to its end. */
	readonly run: (parameters: INodeParameters, options?: RunOptions) => Promise<Outcome>;
}

export async function startProvider({ type, credential, apiKey }: ProviderOptions): Promise<StartedProvider> {
	const engine = await startEngine();
	const server = await ScriptedServer.listen();
	const start = (
		parameters: INodeParameters,
		{ items = [{ json: {} }], changes, ...node }: RunOptions = {},
	) =>
		follow(engine, actionWorkflow({ type, credential, parameters, ...node }), {
			credentials: { [credential]: { apiKey, baseUrl: server.url, ...changes } },
			items: [...items],
		});
	return {
		engine,
		server,
		follow: start,
		run: async (parameters, options) => await start(parameters, options).outcome,
		[Symbol.asyncDispose]: async () => {
			await server[Symbol.asyncDispose]();
			await engine.close();
		},
	};
}
