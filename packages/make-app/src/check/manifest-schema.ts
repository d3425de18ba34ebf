import { z } from 'zod/v4';

const path = z.string().regex(/^[a-z0-9-]+\/([a-z0-9-]+\/)?[a-z0-9.-]+\.json$/);
const label = z.string().min(1).max(256);
const componentId = z.string().regex(/^[a-zA-Z][0-9a-zA-Z]{1,33}[0-9a-zA-Z]$/);
const moduleId = z.string().regex(/^[a-zA-Z][0-9a-zA-Z]{2,47}$/);

const connection = z.strictObject({
  label,
  connectionType: z.literal('basic'),
  codeFiles: z.strictObject({ communication: path, params: path }),
});

const webhook = z.strictObject({
  label,
  webhookType: z.literal('web'),
  connection: z.string(),
  altConnection: z.null(),
  codeFiles: z.strictObject({ communication: path, params: path, attach: path, detach: path }),
});

const module = z
  .strictObject({
    label,
    description: z.string().min(1),
    moduleType: z.enum(['action', 'search', 'instant_trigger', 'universal']),
    actionCrud: z.enum(['create', 'read', 'update', 'delete']).optional(),
    connection: z.string(),
    altConnection: z.null(),
    webhook: z.string().optional(),
    codeFiles: z.strictObject({
      communication: path,
      staticParams: path,
      mappableParams: path,
      interface: path,
      samples: path,
    }),
  })
  .refine(({ moduleType, actionCrud }) => (moduleType === 'action') === (actionCrud !== undefined), {
    error: 'An action says what it does to the data, and no other module does',
  })
  .refine(({ moduleType, webhook: id }) => (moduleType === 'instant_trigger') === (id !== undefined), {
    error: 'An instant trigger has a webhook, and no other module does',
  });

/** The file that lists all components of an app and their files. */
export const manifestSchema = z.strictObject({
  fileVersion: z.literal(1),
  generalCodeFiles: z.strictObject({
    base: path,
    common: z.null(),
    readme: z.literal('README.md'),
    groups: path,
  }),
  components: z.strictObject({
    connection: z.record(componentId, connection),
    webhook: z.record(componentId, webhook),
    module: z.record(moduleId, module),
    rpc: z.strictObject({}),
    function: z.strictObject({}),
    endpoint: z.strictObject({}),
  }),
  origins: z.tuple([]),
});

export type Manifest = z.infer<typeof manifestSchema>;
