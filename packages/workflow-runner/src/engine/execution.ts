import { randomBytes, timingSafeEqual } from 'node:crypto';
import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import { Workflow, createRunExecutionData, deepCopy } from './n8n-workflow.ts';
import type {
  INode,
  INodeExecutionData,
  IRun,
  IRunExecutionData,
  IWorkflowBase,
  IWorkflowExecuteAdditionalData,
  Workflow as EngineWorkflow,
  WorkflowExecuteMode,
} from 'n8n-workflow';
import { additionalData, type Instance } from './instance.ts';
import type { CredentialStore } from './credential-store.ts';
import { outcomeOf, type Outcome, type Resume } from './outcome.ts';
import { resumeParked } from './webhook-call.ts';
import { refuse, type WebhookExchange } from './webhook-server.ts';

export interface ExecutionOptions {
  readonly credentials: CredentialStore;
  readonly mode: WorkflowExecuteMode;
  readonly startNode: INode;
  /** The items that the start node returns, or receives when it has to run. */
  readonly items: INodeExecutionData[];
  readonly onEvent?: (event: ExecutionEvent) => void;
  readonly signal?: AbortSignal;
}

export type ExecutionEvent =
  /** A node has run. `items` is the number of items of its first output. */
  | { readonly kind: 'node-ended'; readonly node: string; readonly items: number }
  /** The execution is parked. `items` are those that leave the parking node when the timer resumes it. */
  | { readonly kind: 'parked'; readonly until: Date; readonly items: readonly INodeExecutionData[] }
  | ({ readonly kind: 'resumed' } & Resume);

let executionCount = 0;

/** One run of a workflow in n8n's engine, parked and resumed as n8n's server does it. */
export class Execution {
  readonly #instance: Instance;
  readonly #definition: IWorkflowBase;
  readonly #options: ExecutionOptions;
  readonly #additional: IWorkflowExecuteAdditionalData;
  readonly #token = randomBytes(32).toString('hex');
  readonly #resumes: Resume[] = [];
  #data: IRunExecutionData;
  #wake: (() => void) | undefined;

  constructor(instance: Instance, definition: IWorkflowBase, options: ExecutionOptions) {
    const { startNode, items, credentials } = options;
    const executionId = String(++executionCount);
    this.#instance = instance;
    this.#definition = definition;
    this.#options = options;
    this.#additional = {
      ...additionalData({ credentials, executionId, origin: instance.server.origin }),
      hooks: this.#hooks(executionId),
    };
    // The node of the workflow has the default values of its parameters as well.
    const node = this.#workflow().getNode(startNode.name) ?? startNode;
    this.#data = createRunExecutionData({
      executionData: { nodeExecutionStack: [{ node, data: { main: [items] }, source: null }] },
      resumeToken: this.#token,
    });
  }

  /** Resolves when the run has ended. It may be parked several times before. */
  async run(): Promise<Outcome> {
    const { server } = this.#instance;
    const path = `/webhook-waiting/${this.#additional.executionId ?? ''}`;
    const stopListening = server.on(path, (exchange, url) => this.#onWebhook(exchange, url));
    try {
      let run = await this.#process();
      while (run.status === 'waiting') {
        await this.#park(run);
        run = await this.#process();
      }
      return outcomeOf(run, this.#resumes);
    } finally {
      stopListening();
    }
  }

  async #process(): Promise<IRun> {
    const { mode, signal } = this.#options;
    signal?.throwIfAborted();
    const run = new WorkflowExecute(this.#additional, mode, this.#data).processRunExecutionData(
      this.#workflow(),
    );
    const cancel = () => run.cancel();
    signal?.addEventListener('abort', cancel);
    try {
      return await run;
    } finally {
      signal?.removeEventListener('abort', cancel);
    }
  }

  async #park({ data, waitTill }: IRun): Promise<void> {
    const { clock } = this.#instance;
    const { onEvent, signal } = this.#options;
    const until = new Date(waitTill ?? clock.now());
    const since = clock.now();
    // n8n stores a parked run in its database, so only plain data survives. The copy has the same effect.
    this.#data = deepCopy(data);
    const stack = data.executionData?.nodeExecutionStack ?? [];
    const items = stack[0]?.data.main?.flatMap((output) => output ?? []) ?? [];
    onEvent?.({ kind: 'parked', until, items });
    const over = new AbortController();
    const woken = new Promise<'webhook'>((resolve) => (this.#wake = () => resolve('webhook')));
    const stop = signal === undefined ? over.signal : AbortSignal.any([signal, over.signal]);
    const timer = clock.sleep(Math.max(0, until.getTime() - since), stop).then(() => 'timer' as const);
    try {
      const resume: Resume = { by: await Promise.race([woken, timer]), afterMs: clock.now() - since };
      this.#resumes.push(resume);
      onEvent?.({ kind: 'resumed', ...resume });
    } finally {
      this.#wake = undefined;
      over.abort();
      timer.catch(() => undefined);
    }
  }

  async #onWebhook(exchange: WebhookExchange, url: URL): Promise<void> {
    const { httpResponse } = exchange;
    if (!this.#isSigned(url)) {
      refuse(httpResponse, 401, 'Invalid token');
      return;
    }
    if (this.#wake === undefined) {
      refuse(httpResponse, 409, `The execution "${this.#additional.executionId ?? ''}" is running already.`);
      return;
    }
    const call = { workflow: this.#workflow(), additional: this.#additional, mode: this.#options.mode };
    const resumed = await resumeParked(this.#data, call, exchange);
    if (resumed !== undefined) this.#resumeWith(resumed);
  }

  /** Resumes the parked run, unless the timer or another webhook has resumed it already. */
  #resumeWith(data: IRunExecutionData): void {
    if (this.#wake === undefined) return;
    this.#data = data;
    this.#wake();
    this.#wake = undefined;
  }

  #isSigned(url: URL): boolean {
    const given = Buffer.from(url.searchParams.get('signature') ?? '');
    const expected = Buffer.from(this.#token);
    return given.length === expected.length && timingSafeEqual(given, expected);
  }

  #workflow(): EngineWorkflow {
    const { id, name, nodes, connections, settings } = deepCopy(this.#definition);
    return new Workflow({
      id,
      name,
      nodes,
      connections,
      active: false,
      nodeTypes: this.#instance.nodes,
      settings: { executionOrder: 'v1', ...settings },
    });
  }

  #hooks(executionId: string): ExecutionLifecycleHooks {
    const { mode, onEvent } = this.#options;
    const hooks = new ExecutionLifecycleHooks(mode, executionId, this.#definition);
    hooks.addHandler('nodeExecuteAfter', (node, { data }, { waitTill }) => {
      if (!waitTill) onEvent?.({ kind: 'node-ended', node, items: data?.main?.[0]?.length ?? 0 });
    });
    return hooks;
  }
}
