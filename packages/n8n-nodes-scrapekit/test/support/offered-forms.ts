import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type * as Ajv from 'ajv';
import { loadOutputSchema } from 'n8n-core';
import type { INodeProperties, INodePropertyOptions, INodeType } from 'n8n-workflow';
import manifest from '../../package.json' with { type: 'json' };

// The linter of this package brings an older Ajv, so the one of the workspace is required from its root.
const { Ajv: JsonSchemas } = createRequire(join(import.meta.dirname, '../../../../package.json'))(
	'ajv',
) as typeof Ajv;

/** Returns a validator that refuses keywords which JSON Schema does not know. */
export const strictValidator = () => new JsonSchemas({ strict: true, allowUnionTypes: true });

/** What an output schema holds of JSON Schema. */
export interface Schema {
	readonly type?: string | readonly string[];
	readonly properties?: Readonly<Record<string, Schema>>;
	readonly items?: Schema;
}

/** The built files of the action nodes. */
export const actionFiles = manifest.n8n.nodes.filter((file) => !file.endsWith('Trigger.node.js'));

/** Returns a node of the built package in `folder`. */
export function nodeOf(folder: string, file: string): INodeType {
	const path = join(folder, file);
	const module = createRequire(import.meta.url)(path) as Readonly<Record<string, new () => INodeType>>;
	const [NodeClass] = Object.values(module);
	if (NodeClass === undefined) throw new Error(`${file} exports no node.`);
	return new NodeClass();
}

const valuesOf = ({ options = [] }: INodeProperties): readonly string[] =>
	(options as readonly INodePropertyOptions[]).map(({ value }) => String(value));

/** An operation that a node offers. */
export interface Form {
	readonly resource: string;
	readonly operation: string;
	/** As n8n finds it. */
	readonly schema: Schema | undefined;
}

/** Returns every operation that a node of the built package in `folder` offers. */
export function formsOf(folder: string, file: string): readonly Form[] {
	const { properties, version } = nodeOf(folder, file).description;
	const nodeDir = dirname(join(folder, file));
	return properties
		.filter(({ name }) => name === 'operation')
		.flatMap((selector) =>
			(selector.displayOptions?.show?.resource ?? []).flatMap((resource) =>
				valuesOf(selector).map((operation) => ({
					resource: String(resource),
					operation,
					schema: loadOutputSchema({
						nodeDir,
						version: Number(version),
						resource: String(resource),
						operation,
					}) as Schema | undefined,
				})),
			),
		);
}
