import { signWebhook, type ProviderId } from '@scrapekit/core';
import type { IDataObject, INode, INodeParameters, IWorkflowBase } from 'n8n-workflow';
import type { Outcome } from '../../../workflow-runner/src/index.ts';
import { itemsOf, startEngine, type TestEngine } from './engine.ts';
import { postWebhook } from './post-webhook.ts';
import { ScriptedServer } from './scripted-server.ts';

export interface TriggerSceneOptions {
	/** The id of the provider, such as `scrapenest`. */
	readonly provider: ProviderId;
	/** The node, such as `scrapeNestTrigger`. */
	readonly type: string;
	/** The credential type, such as `scrapeNestApi`. */
	readonly credential: string;
	/** The fields of the credential without the base URL. */
	readonly fields: Readonly<Record<string, string>>;
	/** The engine to use, for a second scene with the same workflow. @default a new one */
	readonly engine?: TestEngine;
}

export interface ActivationOptions {
	/** Changes of the credential. */
	readonly changes?: object;
	/** The workflow. @default a new one with the given parameters */
	readonly workflow?: IWorkflowBase;
	/** What an earlier activation has stored. */
	readonly staticData?: IDataObject;
}

export interface DeliveryOptions {
	/** The secret to sign with. @default the delivery is not signed */
	readonly secret?: string;
	readonly headers?: Readonly<Record<string, string>>;
	/** When it is signed. @default now */
	readonly now?: Date;
}

let workflowCount = 0;

/** n8n's engine with the trigger of a provider, and a server that stands in for the provider. */
export class TriggerScene implements AsyncDisposable {
	readonly server: ScriptedServer;
	readonly engine: TestEngine;
	readonly #options: TriggerSceneOptions;

	private constructor(engine: TestEngine, server: ScriptedServer, options: TriggerSceneOptions) {
		this.engine = engine;
		this.server = server;
		this.#options = options;
	}

	static async start(options: TriggerSceneOptions): Promise<TriggerScene> {
		const { engine = await startEngine() } = options;
		return new TriggerScene(engine, await ScriptedServer.listen(), options);
	}

	/** A workflow of the trigger and the node `Next`. */
	workflow(parameters: INodeParameters = {}): IWorkflowBase {
		const id = `trigger-${++workflowCount}`;
		const { type, credential } = this.#options;
		const place = { typeVersion: 1, position: [0, 0] as [number, number] };
		const trigger: INode = {
			...place,
			id: 'trigger',
			name: 'Trigger',
			type: `n8n-nodes-scrapekit.${type}`,
			parameters,
			credentials: { [credential]: { id: '1', name: 'Account' } },
			webhookId: `hook-${id}`,
		};
		const nodes = [
			trigger,
			{ ...place, id: 'next', name: 'Next', type: 'n8n-nodes-base.noOp', parameters: {} },
		];
		const connections = { Trigger: { main: [[{ node: 'Next', type: 'main', index: 0 }]] } };
		return {
			id,
			name: id,
			nodes,
			connections,
			settings: { executionOrder: 'v1' },
		} as unknown as IWorkflowBase;
	}

	async activate(
		parameters: INodeParameters = {},
		{ changes, workflow = this.workflow(parameters), staticData }: ActivationOptions = {},
	) {
		const { provider } = this.#options;
		const outcomes: Outcome[] = [];
		const active = await this.engine.n8n.activate(workflow, {
			credentials: this.#credentials(changes),
			...(staticData === undefined ? {} : { staticData }),
			onOutcome: (outcome) => void outcomes.push(outcome),
		});
		return {
			active,
			/** The outcomes of the executions so far. */
			outcomes,
			/** The items that the trigger has emitted so far. */
			emitted: () => outcomes.flatMap((outcome) => itemsOf(outcome, 'Next').map(({ json }) => json)),
			/** Posts a delivery, waits for the execution that it starts, and returns the HTTP status of the answer. */
			deliver: async (body: object | Buffer, { secret, headers, now = new Date() }: DeliveryOptions = {}) => {
				const bytes = Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body));
				const signed = secret === undefined ? {} : signWebhook(provider, { body: bytes, secret, now });
				const status = await postWebhook(active.webhookUrl ?? '', bytes, { ...signed, ...headers });
				await active.idle();
				return status;
			},
			[Symbol.asyncDispose]: async () => await active[Symbol.asyncDispose](),
		};
	}

	/** Runs the workflow as the editor does when a test shows a sample. */
	async test(parameters: INodeParameters = {}, { changes }: ActivationOptions = {}): Promise<Outcome> {
		const credentials = this.#credentials(changes);
		return await this.engine.n8n.run(this.workflow(parameters), { credentials, mode: 'manual' });
	}

	async [Symbol.asyncDispose](): Promise<void> {
		await this.server[Symbol.asyncDispose]();
		if (this.#options.engine === undefined) await this.engine.close();
	}

	#credentials(changes: object = {}) {
		const { credential, fields } = this.#options;
		return { [credential]: { ...fields, baseUrl: this.server.url, ...changes } };
	}
}
