import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Operation, type ProviderDefinition } from '@scrapekit/core';
import type { ICredentialType, INodeProperties, INodeType, INodeTypeDescription } from 'n8n-workflow';

const folder = join(import.meta.dirname, '../../packages/n8n-nodes-scrapekit');

/** What `nodes/<Name>/node.ts` exports. That package is CommonJS, so its type is not imported here. */
interface Binding {
  readonly provider: ProviderDefinition;
  readonly credential: string;
  readonly resources: Readonly<Record<string, Resource>>;
}

interface Resource {
  readonly operation?: string;
  readonly callOperation?: string;
  readonly actions: Readonly<Record<string, string>>;
  readonly element?: string;
  readonly echo?: readonly string[];
  readonly simplified?: readonly string[];
  readonly emails?: string;
}

/** An action node that package.json lists, with its binding to the definition of a provider. */
export interface ActionNode {
  /** The name of its class, such as `ScrapeKit`. */
  readonly name: string;
  readonly description: INodeTypeDescription;
  readonly binding: Binding;
}

/** A pair of values of the parameters `resource` and `operation`, and the form that n8n shows for it. */
export interface ActionForm {
  readonly node: ActionNode;
  readonly resource: string;
  readonly resourceBinding: Resource;
  /** The value of the parameter `operation`, such as `getLeads`. */
  readonly value: string;
  /** What the value does, such as `results`. */
  readonly action: string;
  /** The provider's operation. Absent for the account and for webhook endpoints. */
  readonly key?: string;
  readonly operation?: Operation;
  /** The entry in the selector of operations. */
  readonly words: { readonly name: string; readonly description?: string; readonly action?: string };
  readonly parameters: readonly INodeProperties[];
}

interface Manifest {
  readonly n8n: { readonly nodes: readonly string[]; readonly credentials: readonly string[] };
}

const { n8n } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;

/** The built files of the nodes that package.json lists. */
export const nodeFiles = n8n.nodes;

/** Imports the source of a file that package.json lists in `dist`. */
export async function importSource(file: string): Promise<readonly unknown[]> {
  // The path is in a variable, so that TypeScript does not check that CommonJS package with this configuration.
  const path = join(folder, file.replace(/^dist\//, '').replace(/\.js$/, ''));
  return Object.values((await import(path)) as Readonly<Record<string, unknown>>);
}

async function importInstance<Type>(file: string): Promise<Type> {
  const [NodeClass] = (await importSource(file)) as readonly [new () => Type];
  return new NodeClass();
}

/** The action nodes that package.json lists. */
export const actionNodes: readonly ActionNode[] = await Promise.all(
  nodeFiles
    .filter((file) => !file.endsWith('Trigger.node.js'))
    .map(async (file) => {
      const { description } = await importInstance<INodeType>(file);
      const [binding] = (await importSource(file.replace(/[^/]+$/, 'node.js'))) as readonly [Binding];
      return { name: /(\w+)\.node\.js$/.exec(file)?.[1] ?? file, description, binding };
    }),
);

/** The credential types that package.json lists. */
export const credentialTypes: readonly ICredentialType[] = await Promise.all(
  n8n.credentials.map(async (file) => await importInstance<ICredentialType>(file)),
);

const isShownFor = ({ displayOptions }: INodeProperties, parameter: string, value: string): boolean =>
  displayOptions?.show?.[parameter]?.includes(value) ?? true;

function formsOf(node: ActionNode): ActionForm[] {
  const { properties } = node.description;
  const { provider, resources } = node.binding;
  return Object.entries(resources).flatMap(([resource, resourceBinding]) => {
    const shown = properties.filter((property) => isShownFor(property, 'resource', resource));
    const selector = shown.find(({ name }) => name === 'operation');
    const choices = (selector?.options ?? []) as readonly (ActionForm['words'] & { value: string })[];
    return choices.map((words) => {
      const { value } = words;
      const action = resourceBinding.actions[value] ?? 'nothing';
      const { operation, callOperation = operation } = resourceBinding;
      const key = action === 'call' ? callOperation : operation;
      return {
        node,
        resource,
        resourceBinding,
        value,
        action,
        words,
        ...(key === undefined ? {} : { key, operation: provider.operations[key] }),
        parameters: shown.filter(
          (property) =>
            !['resource', 'operation'].includes(property.name) && isShownFor(property, 'operation', value),
        ),
      };
    });
  });
}

/** Every form of every action node. */
export const actionForms: readonly ActionForm[] = actionNodes.flatMap(formsOf);

/** Returns the parameters of a form together with the entries of its collections. */
export const allParameters = ({ parameters }: Pick<ActionForm, 'parameters'>): readonly INodeProperties[] =>
  parameters.flatMap((parameter) =>
    parameter.type === 'collection'
      ? [parameter, ...((parameter.options ?? []) as INodeProperties[])]
      : [parameter],
  );
