import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildNodePackage } from '../../workflow-runner/src/index.ts';
import { actionFiles, formsOf, nodeOf, type Schema, strictValidator } from './support/offered-forms.ts';

let nodePackage: Awaited<ReturnType<typeof buildNodePackage>>;
beforeAll(async () => void (nodePackage = await buildNodePackage()));
afterAll(async () => await nodePackage[Symbol.asyncDispose]());

/** Returns the paths of fields that lack a type which the editor can show. */
const untyped = (schema: Schema, path = ''): readonly string[] => [
	...([schema.type].flat()[0] === undefined || [schema.type].flat()[0] === 'null' ? [path] : []),
	...Object.entries(schema.properties ?? {}).flatMap(([key, property]) =>
		untyped(property, `${path}.${key}`),
	),
	...(schema.items === undefined ? [] : untyped(schema.items, `${path}[]`)),
];

describe('the built package', () => {
	test.each(actionFiles)('has a schema for every operation of %s, and no other', (file) => {
		const forms = formsOf(nodePackage.folder, file);
		const folder = join(nodePackage.folder, dirname(file), '__schema__/v1.0.0');
		const written = readdirSync(folder, { recursive: true, encoding: 'utf8' });

		expect(forms.filter(({ schema }) => schema === undefined)).toEqual([]);
		expect(written.filter((path) => path.endsWith('.json')).sort()).toEqual(
			forms.map(({ resource, operation }) => join(resource, `${operation}.json`)).sort(),
		);
	});

	test.each(actionFiles)('describes the items of %s in the form that n8n reads', (file) => {
		const ajv = strictValidator();
		for (const { schema = {}, resource, operation } of formsOf(nodePackage.folder, file)) {
			expect(() => ajv.compile(schema), `${resource}/${operation}`).not.toThrow();
			expect(schema.type).toBe('object');
			expect(untyped(schema)).toEqual([]);
			expect(JSON.stringify(schema)).not.toMatch(/"(anyOf|oneOf|allOf|\$ref|\$schema)"/);
			// An AI builder of n8n reads only so many characters.
			expect(JSON.stringify(schema, null, 2).length).toBeLessThanOrEqual(3000);
		}
	});

	test.each(actionFiles)('returns at most ten fields of a simplified item of %s', (file) => {
		const simplifies = nodeOf(nodePackage.folder, file).description.properties.filter(
			({ name }) => name === 'simplify',
		);
		const sizes = formsOf(nodePackage.folder, file)
			.filter(({ resource, operation }) =>
				simplifies.some(({ displayOptions: { show = {} } = {} }) =>
					[show.resource?.includes(resource), show.operation?.includes(operation)].every(Boolean),
				),
			)
			.map(({ resource, operation, schema }) => ({
				form: `${resource}/${operation}`,
				fields: Object.keys(schema?.properties ?? {}),
			}));

		expect(sizes.filter(({ fields }) => fields.length > 10)).toEqual([]);
	});
});
