export interface NodeDraft {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly typeVersion: number;
  readonly position: readonly [number, number];
  readonly parameters: object;
  readonly webhookId?: string;
  readonly credentials?: Readonly<Record<string, { readonly id: string; readonly name: string }>>;
  readonly onError?: 'continueRegularOutput' | 'continueErrorOutput' | 'stopWorkflow';
  readonly alwaysOutputData?: boolean;
  readonly retryOnFail?: boolean;
  readonly maxTries?: number;
  readonly waitBetweenTries?: number;
}

/** A workflow as n8n's REST interface takes it. */
export interface WorkflowDraft {
  readonly name: string;
  readonly nodes: readonly NodeDraft[];
  readonly connections: object;
  readonly pinData?: Readonly<Record<string, readonly { readonly json: object }[]>>;
  readonly settings: object;
}

/** A wire from one node to another: `[from, to]`, or `[from, to, output]` for another output than the first. */
export type Wire = readonly [from: string, to: string, output?: number];

export interface WorkflowParts {
  readonly nodes: readonly NodeDraft[];
  readonly wires?: readonly Wire[];
  /** The items that a trigger returns in a run by hand, by the trigger's name. */
  readonly pinned?: Readonly<Record<string, readonly object[]>>;
  readonly settings?: object;
}

const SPACE = 260;

export function workflow(
  name: string,
  { nodes, wires = [], pinned, settings }: WorkflowParts,
): WorkflowDraft {
  const connections: Record<string, { main: { node: string; type: 'main'; index: 0 }[][] }> = {};
  for (const [from, to, output = 0] of wires) {
    const { main } = (connections[from] ??= { main: [] });
    while (main.length <= output) main.push([]);
    main[output]?.push({ node: to, type: 'main', index: 0 });
  }
  return {
    name,
    // Nodes at one place hide each other in the editor.
    nodes: nodes.map((node, index) => ({ ...node, position: [index * SPACE, 0] })),
    connections,
    ...(pinned && {
      pinData: Object.fromEntries(
        Object.entries(pinned).map(([trigger, items]) => [trigger, items.map((json) => ({ json }))]),
      ),
    }),
    settings: { executionOrder: 'v1', ...settings },
  };
}

export interface NodeParts extends Partial<Omit<NodeDraft, 'name' | 'type' | 'parameters'>> {
  readonly name?: string;
  readonly parameters?: object;
}

/** Returns a node; its name is the last part of its type unless another one is given. */
export function node(type: string, { name, parameters = {}, ...rest }: NodeParts = {}): NodeDraft {
  const id = crypto.randomUUID();
  return {
    id,
    name: name ?? type.slice(type.lastIndexOf('.') + 1),
    type,
    typeVersion: 1,
    position: [0, 0],
    parameters,
    webhookId: id,
    ...rest,
  };
}

/** A trigger for runs by hand. */
export const manualTrigger = (name = 'Go'): NodeDraft => node('n8n-nodes-base.manualTrigger', { name });

/** n8n's own Webhook node, with the path `/webhook/<path>` in production. */
export const webhookTrigger = (path: string, name = 'Webhook'): NodeDraft =>
  node('n8n-nodes-base.webhook', { name, typeVersion: 2.1, parameters: { httpMethod: 'POST', path } });

/** Edit Fields: keeps nothing of its input and sets these fields, which may be expressions. */
export const setFields = (name: string, fields: Readonly<Record<string, string>>): NodeDraft =>
  node('n8n-nodes-base.set', {
    name,
    typeVersion: 3.4,
    parameters: {
      assignments: {
        assignments: Object.entries(fields).map(([field, value]) => ({
          id: crypto.randomUUID(),
          name: field,
          value,
          type: 'string',
        })),
      },
      options: {},
    },
  });
