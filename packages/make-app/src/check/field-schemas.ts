import { z } from 'zod/v4';

const types = z.enum([
  'any',
  'array',
  'boolean',
  'buffer',
  'collection',
  'date',
  'email',
  'filename',
  'integer',
  'number',
  'password',
  'select',
  'text',
  'uinteger',
  'url',
]);
const label = z.string().min(1).max(256);

const validate = z.strictObject({
  min: z.number().optional(),
  max: z.number().optional(),
  minItems: z.int().optional(),
  maxItems: z.int().optional(),
  pattern: z.string().optional(),
});

const shape = {
  name: z.string().min(1).max(128),
  type: types,
  label,
  help: z.string().min(1).optional(),
  required: z.boolean().optional(),
  advanced: z.boolean().optional(),
  default: z.unknown().optional(),
  options: z
    .array(z.strictObject({ label, value: z.string() }))
    .min(1)
    .optional(),
  validate: validate.optional(),
};

/** A field of a form or of an output. An array and a collection say what they hold. */
const field: z.ZodType = z
  .strictObject({
    ...shape,
    spec: z.lazy(() => z.union([z.strictObject({ type: types }), z.array(field)])).optional(),
  })
  .refine(({ type, spec }) => (type === 'array' || type === 'collection') === (spec !== undefined), {
    error: 'An array and a collection need a spec, and no other type has one',
  })
  .refine(({ type, options }) => (type === 'select') === (options !== undefined), {
    error: 'A select needs options, and no other type has them',
  });

export const fieldsSchema = z.array(field);

export const groupsSchema = z.array(z.strictObject({ label, modules: z.array(z.string()).min(1) }));

export const samplesSchema = z.record(z.string(), z.unknown());
