import { z } from 'zod/v4';
import type { JobOperation, Operation } from '../operation.ts';

export type FieldType =
  'text' | 'url' | 'email' | 'date-time' | 'integer' | 'number' | 'boolean' | 'choice' | 'list' | 'object';

/** A field of an input, or a column of a row or a job, with the words that a host shows. */
export interface Field {
  /** The provider's name of the field, such as `max_leads`. */
  readonly key: string;
  /** The name for people, in title case. */
  readonly label: string;
  /** One or more sentences for people who do not program. */
  readonly help: string;
  readonly type: FieldType;
  readonly required: boolean;
  readonly example?: unknown;
  /** The example for an empty form field, such as `e.g. dentists`; only for a single text or number. */
  readonly placeholder?: string;
  readonly default?: unknown;
  /** The smallest number, the fewest characters of a text, or the fewest elements of a list. */
  readonly min?: number;
  /** The largest number, the most characters of a text, or the most elements of a list. */
  readonly max?: number;
  /** The accepted values of a `choice`. */
  readonly choices?: readonly Choice[];
  /** A word that is accepted instead of a value of this type, such as `all` instead of a number. */
  readonly alternative?: string;
  /** The elements of a `list`. */
  readonly element?: { readonly type: FieldType; readonly fields?: readonly Field[] };
  /** The fields of an `object`. */
  readonly fields?: readonly Field[];
  /** `host`: programs fill the field, so a form does not show it. */
  readonly filledBy?: 'host';
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** A JSON Schema of an object. */
export interface JsonObjectSchema extends Readonly<Record<string, unknown>> {
  readonly type: 'object';
  readonly properties: Readonly<Record<string, object>>;
  readonly required?: readonly string[];
}

/** Returns the fields of an operation's input, in the order of the definition. */
export const inputFields = ({ input }: Operation): readonly Field[] => fieldsOf(input);

/** Returns the columns of an operation's rows in normal form; of its answer if it answers at once. */
export const rowColumns = ({ rows }: Operation): readonly Field[] => fieldsOf(rows.schema);

/**
 * Returns the columns of a job: in the answer of the status route, or in the answer to a create. They are keys of
 * `Job.raw`.
 */
export const jobColumns = ({ job }: JobOperation, answer: 'status' | 'create' = 'status'): readonly Field[] =>
  fieldsOf(answer === 'create' ? job.created : job.schema);

/** Returns an input, a row or a job with the example of every field, for editors that show sample data. */
export const sample = (fields: readonly Field[]): Record<string, unknown> =>
  Object.fromEntries(fields.map((field) => [field.key, exampleOf(field)]));

/**
 * Returns the JSON Schema (draft 2020-12) of an operation's input, with the words as `title` and `description`. Hosts do not
 * convert the zod schema themselves, because the words of one copy of zod are unknown to another copy.
 */
export function inputSchema({ input }: Operation): JsonObjectSchema {
  const schema = z.toJSONSchema(input, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ jsonSchema }) => {
      delete jsonSchema['choices'];
      delete jsonSchema['filledBy'];
    },
  });
  return schema as JsonObjectSchema;
}

/** Returns what an operation does and what it costs, for a host that has one text for both. */
export const describeOperation = ({ description, cost }: Operation): string => `${description} ${cost}`;

const exampleOf = ({ example, fields }: Field): unknown =>
  example === undefined && fields !== undefined ? sample(fields) : example;

/** The parts of a JSON Schema that fields are read from. Keys of zod metadata stand beside the keywords. */
interface JsonSchema {
  readonly type?: string;
  readonly format?: string;
  readonly title?: string;
  readonly description?: string;
  readonly examples?: readonly unknown[];
  readonly default?: unknown;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly choices?: Readonly<Record<string, string>>;
  readonly filledBy?: 'host';
  readonly anyOf?: readonly JsonSchema[];
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
}

const fieldsOf = (schema: z.ZodType): readonly Field[] =>
  fieldsOfObject(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema);

const fieldsOfObject = ({ properties = {}, required = [] }: JsonSchema): readonly Field[] =>
  Object.entries(properties).map(([key, property]) =>
    toField(key, property, { required: required.includes(key) }),
  );

function toField(key: string, property: JsonSchema, { required }: { readonly required: boolean }): Field {
  const { title = key, description = '', examples, choices, filledBy } = property;
  const { value, alternative } = splitUnion(property);
  const type = typeOf(value);
  const example = examples?.[0];
  return withoutUndefined({
    key,
    label: title,
    help: description,
    type,
    required,
    example,
    placeholder: placeholderFor(example),
    default: property.default ?? value.default,
    ...boundsOf({ ...value, ...boundsIn(property) }),
    choices: value.enum?.map((each) => ({
      value: String(each),
      label: choices?.[String(each)] ?? String(each),
    })),
    alternative,
    element: type === 'list' ? elementOf(value.items ?? {}) : undefined,
    fields: type === 'object' && value.properties !== undefined ? fieldsOfObject(value) : undefined,
    filledBy,
  });
}

/** Splits `anyOf` into the schema of the usual value and a word that is accepted in its place. Null is left out. */
function splitUnion(schema: JsonSchema): { readonly value: JsonSchema; readonly alternative?: string } {
  if (schema.anyOf === undefined) return { value: schema };
  const others = schema.anyOf.filter(({ type }) => type !== 'null');
  const word = others.find((each) => typeof each.const === 'string');
  const value = others.find((each) => each !== word) ?? {};
  return { value, alternative: word === undefined ? undefined : String(word.const) };
}

const typesByFormat: Readonly<Record<string, FieldType>> = {
  uri: 'url',
  email: 'email',
  'date-time': 'date-time',
};
const typesByType: Readonly<Record<string, FieldType>> = {
  integer: 'integer',
  number: 'number',
  boolean: 'boolean',
  array: 'list',
  object: 'object',
};

function typeOf({ type = '', format = '', enum: values }: JsonSchema): FieldType {
  if (values !== undefined) return 'choice';
  return typesByFormat[format] ?? typesByType[type] ?? 'text';
}

function elementOf(items: JsonSchema): NonNullable<Field['element']> {
  const { value } = splitUnion(items);
  const type = typeOf(value);
  return type === 'object' ? { type, fields: fieldsOfObject(value) } : { type };
}

/** The bounds that stand in metadata, because a refinement does not show them. */
const boundsIn = ({ minLength, maxLength }: JsonSchema): JsonSchema =>
  withoutUndefined({ minLength, maxLength });

/** Returns the bounds of a value. Zod states the largest safe integer as the bound of an integer without one. */
function boundsOf(schema: JsonSchema): Pick<Field, 'min' | 'max'> {
  const { type, exclusiveMinimum: below } = schema;
  const above = type === 'integer' && below !== undefined ? below + 1 : undefined;
  const min = schema.minimum ?? above ?? schema.minLength ?? schema.minItems;
  const max = schema.maximum ?? schema.maxLength ?? schema.maxItems;
  return {
    min: min === Number.MIN_SAFE_INTEGER ? undefined : min,
    max: max === Number.MAX_SAFE_INTEGER ? undefined : max,
  };
}

const placeholderFor = (example: unknown): string | undefined =>
  typeof example === 'string' || typeof example === 'number' ? `e.g. ${example}` : undefined;

function withoutUndefined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as T;
}
