import { type JobOperation, jobColumns, type Operation, sample } from '@scrapekit/core';
import { z } from 'zod/v4';
import type { ActionName, ProviderNode, Resource } from '../nodes/shared/provider-node';

/**
 * A JSON Schema of the keywords that n8n reads. The editor shows a field with the first of its types, and it does not
 * know `anyOf`.
 */
export interface OutputSchema {
	readonly type: string | readonly string[];
	readonly description?: string;
	readonly examples?: readonly unknown[];
	readonly properties?: Fields;
	readonly items?: OutputSchema;
}

type Fields = Readonly<Record<string, OutputSchema>>;

/**
 * Returns the schemas of the items that an action node outputs with the parameters of a new node, by the path
 * `<resource>/<operation>`. Fields that a provider may leave out are among them, so no field is required.
 */
export function outputSchemas({ provider, resources }: ProviderNode): Readonly<Record<string, OutputSchema>> {
	const schemaOf = (resource: Resource, action: ActionName): OutputSchema => {
		const key = action === 'call' ? (resource.callOperation ?? resource.operation) : resource.operation;
		if (action === 'account') return { type: 'object', properties: accountFields(provider) };
		const operation = provider.operations[key ?? ''];
		return { type: 'object', properties: fieldsOf(action, resource, operation) };
	};
	return Object.fromEntries(
		Object.entries(resources).flatMap(([name, resource]) =>
			Object.entries(resource.actions).map(([value, action]) => [
				`${name}/${value}`,
				schemaOf(resource, action),
			]),
		),
	);
}

function fieldsOf(action: ActionName, resource: Resource, operation: Operation | undefined): Fields {
	const fixed = fixedFields[action];
	if (fixed !== undefined) return fixed;
	if (operation === undefined) throw new TypeError(`The action ${action} needs an operation.`);
	if (action === 'call') return usualColumns(operation, resource);
	if (operation.kind !== 'job') throw new TypeError(`The action ${action} needs an operation with jobs.`);
	switch (action) {
		case 'start':
			return { ...jobFields(operation), ...columnsOf(operation.job.created) };
		case 'startAndWait':
		case 'results':
			return { ...usualColumns(operation, resource), ...echoedFields(operation, resource) };
		case 'artifact':
			return {
				...columnsOf(operation.rows.schema),
				job_id: jobFields(operation).job_id,
				artifact_id: { type: 'string', description: 'The ID of the file.' },
			};
		default:
			return { ...jobFields(operation), ...columnsOf(operation.job.schema) };
	}
}

/** The fields that the node itself gives each job, by the same names for all providers. */
function jobFields(operation: JobOperation) {
	const { id } = operation.parseJob(sample(jobColumns(operation)));
	return {
		job_id: {
			type: 'string',
			description: 'The ID of the job, by which its results can be fetched later.',
			examples: [id],
		},
		status: { type: 'string', description: 'The state of the job.', examples: ['completed'] },
	};
}

/** The columns of a row, or of the answer of an operation without jobs. Simplify is on in a new node. */
function usualColumns({ rows }: Operation, { simplified }: Resource): Fields {
	const columns = columnsOf(rows.schema);
	if (simplified === undefined) return columns;
	return Object.fromEntries(
		simplified.map((path) => {
			const keys = path.split('.');
			const column = keys.reduce<OutputSchema | undefined>((schema, key) => schema?.properties?.[key], {
				type: 'object',
				properties: columns,
			});
			if (column === undefined) throw new TypeError(`The rows have no column ${path}.`);
			return [keys.at(-1), column];
		}),
	) as Fields;
}

function echoedFields(operation: JobOperation, { echo = [] }: Resource): Fields {
	const columns = { ...jobFields(operation), ...columnsOf(operation.job.schema) };
	return Object.fromEntries(Object.entries(columns).filter(([key]) => ['job_id', ...echo].includes(key)));
}

const columnsOf = (schema: z.ZodObject): Fields =>
	toOutputSchema(z.toJSONSchema(schema, { io: 'input' }) as JsonSchema).properties ?? {};

/** The keywords that zod writes for a column. */
interface JsonSchema extends Omit<OutputSchema, 'type' | 'properties' | 'items'> {
	readonly type?: string;
	readonly anyOf?: readonly JsonSchema[];
	readonly properties?: Readonly<Record<string, JsonSchema>>;
	readonly items?: JsonSchema;
}

/** Converts a union, such as that of a number and null, to one schema with a list of types. */
function toOutputSchema({
	anyOf = [],
	type,
	description,
	examples,
	items,
	properties,
}: JsonSchema): OutputSchema {
	const variants = anyOf.map(toOutputSchema);
	return {
		...variants.find((variant) => variant.type !== 'null'),
		type: type ?? variants.flatMap((variant) => variant.type),
		description,
		examples,
		...(items === undefined ? {} : { items: toOutputSchema(items) }),
		...(properties === undefined ? {} : { properties: mapValues(properties, toOutputSchema) }),
	};
}

const mapValues = <From, To>(object: Readonly<Record<string, From>>, map: (value: From) => To) =>
	Object.fromEntries(Object.entries(object).map(([key, value]) => [key, map(value)]));

const text = (description: string, example: string): OutputSchema => ({
	type: 'string',
	description,
	examples: [example],
});

/** The fields of an account, of which only the provider's own are described. */
function accountFields({ account }: ProviderNode['provider']): Fields {
	const tells = account?.tells ?? [];
	return {
		valid_key: { type: 'boolean', description: 'Whether the API key is valid.', examples: [true] },
		...(tells.includes('id') ? { account_id: text('The ID of the account.', 'acc_01HX5N3W4Q8K') } : {}),
		...(tells.includes('email')
			? { email: text('The address of the owner of the account.', 'jane@example.com') }
			: {}),
		...(tells.includes('balance') ? { balance: text('The credits that are left.', '12.5') } : {}),
	};
}

const endpointFields: Fields = {
	id: text('The ID of the endpoint, by which it is deleted.', 'whe_01HX5N3W4Q8K'),
	url: text('The address to which webhooks are sent.', 'https://example.com/webhook'),
};

/** The items of actions that no definition describes. The functions in `nodes/shared/run.ts` make them. */
const fixedFields: Readonly<Partial<Record<ActionName, Fields>>> = {
	createEndpoint: {
		...endpointFields,
		secret: text('The secret that signs the webhooks. The provider shows it only once.', 'whsec_c2VjcmV0'),
	},
	listEndpoints: {
		...endpointFields,
		events: {
			type: 'array',
			description: 'The events that are sent to the address.',
			examples: [['job.completed']],
			items: { type: 'string' },
		},
	},
	deleteEndpoint: {
		deleted: { type: 'boolean', description: 'Whether the endpoint was deleted.', examples: [true] },
	},
};
