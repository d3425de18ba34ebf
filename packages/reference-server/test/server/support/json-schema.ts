import { Ajv2020 } from 'ajv/dist/2020.js';

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
