import { createRequire } from 'node:module';

interface Validate {
  (value: unknown): boolean;
  readonly errors?: readonly object[] | null;
}
type Ajv2020 = new (options: object) => { compile(schema: object): Validate };

// Fastify's own copy: the one at the root is older than OpenAPI 3.1's dialect of JSON Schema.
const require = createRequire(createRequire(import.meta.url).resolve('@fastify/ajv-compiler'));
const { Ajv2020 } = require('ajv/dist/2020.js') as { readonly Ajv2020: Ajv2020 };

/** What is wrong with a value, or null. */
export type Check = (value: unknown) => readonly object[] | null;

const ajv = new Ajv2020({ strict: true, strictTypes: false, allErrors: false });
const compiled = new Map<object, Check>();

/** Compiles a schema once. */
export function checkOf(schema: object): Check {
  const known = compiled.get(schema);
  if (known !== undefined) return known;
  const validate = ajv.compile(schema);
  const check: Check = (value) => (validate(value) ? null : (validate.errors ?? []));
  compiled.set(schema, check);
  return check;
}
