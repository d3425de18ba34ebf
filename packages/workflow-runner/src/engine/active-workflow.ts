import { HookContext, PollContext } from 'n8n-core';
import type {
  IDataObject,
  INode,
  INodeExecutionData,
  INodeType,
  IWebhookDescription,
  IWorkflowBase,
  IWorkflowExecuteAdditionalData,
  Workflow as EngineWorkflow,
} from 'n8n-workflow';
import { additionalData, type Instance } from './instance.ts';
import type { CredentialStore } from './credential-store.ts';
import { Execution } from './execution.ts';
import { NodeHelpers, Workflow, deepCopy } from './n8n-workflow.ts';
import type { Outcome } from './outcome.ts';
import { callWebhook } from './webhook-call.ts';
import type { WebhookExchange } from './webhook-server.ts';

export interface ActivationOptions {
  readonly definition: IWorkflowBase;
  readonly credentials: CredentialStore;
  readonly trigger: INode;
  /** What an earlier activation of the workflow has stored. @default nothing */
  readonly staticData?: IDataObject;
  /** Called for every execution the trigger started, when it has ended. */
  readonly onOutcome: (outcome: Outcome) => void;
}

/** An active workflow. Its trigger receives webhooks, and polls when `poll` is called. */
export class ActiveWorkflow implements AsyncDisposable {
  /** The trigger's webhook address; undefined when it has none. */
  readonly webhookUrl: string | undefined;
  readonly #instance: Instance;
  readonly #options: ActivationOptions;
  readonly #workflow: EngineWorkflow;
  readonly #additional: IWorkflowExecuteAdditionalData;
  readonly #stopListening: () => void;
  readonly #pending = new Set<Promise<void>>();
  #isRegistered = false;

  private constructor(instance: Instance, workflow: EngineWorkflow, options: ActivationOptions) {
    const { credentials } = options;
    this.#instance = instance;
    // The node of the workflow has the default values of its parameters as well.
    this.#options = { ...options, trigger: workflow.getNode(options.trigger.name) ?? options.trigger };
    this.#workflow = workflow;
    this.#additional = additionalData({ credentials, executionId: '', origin: instance.server.origin });
    const path = this.#webhookPath();
    this.webhookUrl = path === undefined ? undefined : instance.server.origin + path;
    this.#stopListening =
      path === undefined
        ? () => undefined
        : instance.server.on(path, (exchange) => this.#track(this.#onWebhook(exchange)));
  }

  /** Rejects when the trigger refuses to be activated. */
  static async activate(instance: Instance, options: ActivationOptions): Promise<ActiveWorkflow> {
    const { id, name, nodes, connections, settings } = deepCopy(options.definition);
    const workflow = new Workflow({
      id,
      name,
      nodes,
      connections,
      active: true,
      nodeTypes: instance.nodes,
      settings,
      staticData: deepCopy(options.staticData ?? {}),
    });
    const build = () => Promise.resolve(new ActiveWorkflow(instance, workflow, options));
    const active = await workflow.expression.withIsolate(build);
    try {
      if (active.webhookUrl !== undefined) await active.#register();
      return active;
    } catch (error) {
      active.#stopListening();
      throw error;
    }
  }

  /** Polls as n8n does at each poll time. Resolves with the execution's outcome, or undefined without new items. */
  async poll(): Promise<Outcome | undefined> {
    const context = new PollContext(
      this.#workflow,
      this.#options.trigger,
      this.#additional,
      'trigger',
      'activate',
    );
    const output = await this.#workflow.expression.withIsolate(
      async () => await this.#type.poll?.call(context),
    );
    return output ? await this.#execute(output, 'trigger') : undefined;
  }

  /** Resolves when every webhook so far, and the execution it started, has been processed. */
  async idle(): Promise<void> {
    await Promise.allSettled(this.#pending);
  }

  /** The data that the trigger has stored for the next activation. */
  get staticData(): IDataObject {
    return deepCopy(this.#workflow.staticData);
  }

  /** Lets the trigger remove its webhook where it was registered. Rejects when the trigger cannot do that. */
  async deactivate(): Promise<void> {
    this.#stopListening();
    await this.idle();
    if (!this.#isRegistered) return;
    this.#isRegistered = false;
    const { trigger } = this.#options;
    const context = new HookContext(this.#workflow, trigger, this.#additional, 'internal', 'update');
    await this.#workflow.expression.withIsolate(
      async () => await this.#type.webhookMethods?.default?.delete.call(context),
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.deactivate();
  }

  async #track(handling: Promise<void>): Promise<void> {
    this.#pending.add(handling);
    try {
      await handling;
    } finally {
      this.#pending.delete(handling);
    }
  }

  get #type(): INodeType {
    const { type, typeVersion } = this.#options.trigger;
    return this.#instance.nodes.getByNameAndVersion(type, typeVersion);
  }

  async #register(): Promise<void> {
    const methods = this.#type.webhookMethods?.default;
    const { trigger } = this.#options;
    const context = new HookContext(this.#workflow, trigger, this.#additional, 'trigger', 'activate');
    await this.#workflow.expression.withIsolate(async () => {
      const exists = await methods?.checkExists.call(context);
      if (exists !== true) await methods?.create.call(context);
    });
    this.#isRegistered = true;
  }

  async #onWebhook(exchange: WebhookExchange): Promise<void> {
    const { trigger: node } = this.#options;
    const call = {
      workflow: this.#workflow,
      node,
      additional: this.#additional,
      mode: 'webhook',
      data: null,
    } as const;
    const output = await callWebhook(call, exchange);
    if (output !== undefined) await this.#execute(output, 'webhook');
  }

  async #execute(output: INodeExecutionData[][], mode: 'trigger' | 'webhook'): Promise<Outcome> {
    const { definition, credentials, trigger: startNode, onOutcome } = this.#options;
    const options = { credentials, startNode, mode, items: output[0] ?? [] };
    const outcome = await new Execution(this.#instance, definition, options).run();
    onOutcome(outcome);
    return outcome;
  }

  #webhookPath(): string | undefined {
    const { trigger } = this.#options;
    const description = this.#type.description.webhooks?.[0];
    if (description === undefined || this.#evaluate(description.httpMethod) === '') return undefined;
    const path = NodeHelpers.getNodeWebhookPath(this.#workflow.id, trigger, this.#pathOf(description));
    return `/webhook/${path}`;
  }

  #pathOf = ({ path }: IWebhookDescription): string => String(this.#evaluate(path));

  #evaluate(expression: string): unknown {
    const { trigger } = this.#options;
    return this.#workflow.expression.getSimpleParameterValue(trigger, expression, 'internal', {});
  }
}
