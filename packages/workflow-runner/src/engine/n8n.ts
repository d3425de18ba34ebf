import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Clock } from '@scrapekit/core';
import { systemClock } from '@scrapekit/core/system-clock';
import { UserError } from './n8n-workflow.ts';
import type {
  IDataObject,
  INode,
  INodeExecutionData,
  IWorkflowBase,
  WorkflowExecuteMode,
} from 'n8n-workflow';
import { ActiveWorkflow } from './active-workflow.ts';
import { CredentialStore, type CredentialData } from './credential-store.ts';
import { Execution, type ExecutionEvent } from './execution.ts';
import { setSettingsFolder, startExpressionEngine } from './process-setup.ts';
import { provideProcessedItems } from './processed-items.ts';
import { InstalledNodes } from './installed-nodes.ts';
import type { Instance } from './instance.ts';
import type { Outcome } from './outcome.ts';
import { WebhookServer } from './webhook-server.ts';

export interface N8nOptions {
  /** Folders of node packages, built, with a package.json as npm would publish it. */
  readonly nodePackages: readonly string[];
  /** The folder in which n8n may store its settings. */
  readonly folder: string;
  /** Times how long executions stay parked. @default the system clock */
  readonly clock?: Clock;
}

export interface RunOptions {
  readonly credentials: CredentialData;
  /** @default one empty item */
  readonly items?: INodeExecutionData[];
  /** @default cli, the mode of `n8n execute` */
  readonly mode?: WorkflowExecuteMode;
  readonly onEvent?: (event: ExecutionEvent) => void;
  readonly signal?: AbortSignal;
}

export interface ActivateOptions {
  readonly credentials: CredentialData;
  /** What an earlier activation of the workflow has stored. @default nothing */
  readonly staticData?: IDataObject;
  /** Called for every execution the trigger started, when it has ended. */
  readonly onOutcome?: (outcome: Outcome) => void;
}

/** Runs n8n's engine in this process, with a webhook server, a node loader and a credential store. */
export class N8n implements AsyncDisposable {
  readonly #instance: Instance;
  readonly #expressions: AsyncDisposable;

  private constructor(instance: Instance, expressions: AsyncDisposable) {
    this.#instance = instance;
    this.#expressions = expressions;
  }

  static async start({ nodePackages, folder, clock = systemClock }: N8nOptions): Promise<N8n> {
    setSettingsFolder(folder);
    const nodesBase = dirname(fileURLToPath(import.meta.resolve('n8n-nodes-base/package.json')));
    const nodes = await InstalledNodes.load({ packages: nodePackages, lazy: [nodesBase] });
    const server = await WebhookServer.listen();
    return new N8n({ nodes, clock, server }, await startExpressionEngine());
  }

  /** The origin of this instance's webhook addresses. */
  get origin(): string {
    return this.#instance.server.origin;
  }

  /** Runs an exported workflow from its trigger to the end. The outcome contains the error of a node, if any. */
  async run(workflow: IWorkflowBase, options: RunOptions): Promise<Outcome> {
    const { items = [{ json: {} }], mode = 'cli', ...rest } = options;
    const startNode = this.#triggerOf(workflow);
    const credentials = new CredentialStore(this.#instance.nodes, options.credentials);
    await provideProcessedItems();
    const execution = new Execution(this.#instance, workflow, {
      ...rest,
      credentials,
      items,
      mode,
      startNode,
    });
    return await execution.run();
  }

  /** Activates a workflow, so that its trigger starts executions. */
  async activate(workflow: IWorkflowBase, options: ActivateOptions): Promise<ActiveWorkflow> {
    await provideProcessedItems();
    const trigger = this.#triggerOf(workflow);
    const credentials = new CredentialStore(this.#instance.nodes, options.credentials);
    const { onOutcome = () => undefined, staticData } = options;
    return await ActiveWorkflow.activate(this.#instance, {
      ...(staticData === undefined ? {} : { staticData }),
      definition: workflow,
      credentials,
      trigger,
      onOutcome,
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#instance.server.close();
    await this.#expressions[Symbol.asyncDispose]();
  }

  #triggerOf({ name, nodes }: IWorkflowBase): INode {
    const trigger = nodes.find(({ type, typeVersion, disabled }) => {
      const { description } = this.#instance.nodes.getByNameAndVersion(type, typeVersion);
      return disabled !== true && description.group.includes('trigger');
    });
    if (trigger !== undefined) return trigger;
    throw new UserError(`The workflow "${name}" has no trigger to start from.`);
  }
}
