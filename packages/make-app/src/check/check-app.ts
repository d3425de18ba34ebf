import type { z } from 'zod/v4';
import { type AppFiles, MANIFEST } from '../format/app-files.ts';
import { checkExpressions } from './check-expressions.ts';
import { checkModule } from './check-module.ts';
import { parseFile, readJson } from './parse-file.ts';
import type { Problem } from './problem.ts';
import { fieldsSchema, groupsSchema, samplesSchema } from './field-schemas.ts';
import { type Manifest, manifestSchema } from './manifest-schema.ts';
import {
  attachSchema,
  baseSchema,
  connectionSchema,
  moduleSchema,
  webhookSchema,
} from './request-schemas.ts';

const schemas = {
  connection: { communication: connectionSchema, params: fieldsSchema },
  webhook: {
    communication: webhookSchema,
    params: fieldsSchema,
    attach: attachSchema,
    detach: attachSchema,
  },
  module: {
    communication: moduleSchema,
    staticParams: fieldsSchema,
    mappableParams: fieldsSchema,
    interface: fieldsSchema,
    samples: samplesSchema,
  },
} as const satisfies Record<string, Record<string, z.ZodType>>;

/** Returns the problems in the files of an app, none if Make's documentation allows all of them. */
export function checkApp(files: AppFiles): readonly Problem[] {
  const manifest = parseFile(files, MANIFEST, manifestSchema);
  if (manifest.value === undefined) return manifest.problems;
  const { generalCodeFiles: general, components } = manifest.value;
  const expected: readonly (readonly [file: string, schema: z.ZodType])[] = [
    [general.base, baseSchema],
    [general.groups, groupsSchema],
    ...filesOf(components, 'connection'),
    ...filesOf(components, 'webhook'),
    ...filesOf(components, 'module'),
  ];
  return [
    ...expected.flatMap(([file, schema]) => parseFile(files, file, schema).problems),
    ...expected.flatMap(([file]) => checkExpressions(file, files[file] ?? '')),
    ...checkPresence(files, [MANIFEST, general.readme, ...expected.map(([file]) => file)]),
    ...checkReferences(manifest.value, files),
    ...Object.values(components.module).flatMap(({ moduleType, codeFiles: { communication } }) =>
      checkModule(moduleType, communication, files[communication] ?? ''),
    ),
  ];
}

const filesOf = (
  components: Manifest['components'],
  type: keyof typeof schemas,
): (readonly [string, z.ZodType])[] =>
  Object.values(components[type]).flatMap(({ codeFiles }) =>
    Object.entries<z.ZodType>(schemas[type]).map(
      ([part, schema]) => [(codeFiles as Readonly<Record<string, string>>)[part] ?? '', schema] as const,
    ),
  );

/** A file that the manifest does not list would not reach Make. */
const checkPresence = (files: AppFiles, listed: readonly string[]): readonly Problem[] =>
  Object.keys(files)
    .filter((file) => !listed.includes(file))
    .map((file) => ({ file, message: 'The manifest does not list this file.' }));

function checkReferences({ generalCodeFiles, components }: Manifest, files: AppFiles): readonly Problem[] {
  const { connection: connections, webhook: webhooks, module: modules } = components;
  const named = [
    ...[...Object.entries(webhooks), ...Object.entries(modules)].map(([id, { connection }]) => ({
      id,
      reference: connection,
      isKnown: Object.hasOwn(connections, connection),
    })),
    ...Object.entries(modules).flatMap(([id, { webhook }]) =>
      webhook === undefined ? [] : [{ id, reference: webhook, isKnown: Object.hasOwn(webhooks, webhook) }],
    ),
  ];
  const groups = groupsSchema.safeParse(readJson(files[generalCodeFiles.groups] ?? ''));
  const grouped = groups.data?.flatMap((group) => group.modules) ?? [];
  return [
    ...named
      .filter(({ isKnown }) => !isKnown)
      .map(({ id, reference }) => ({
        file: MANIFEST,
        message: `${id} names ${reference}, which does not exist.`,
      })),
    ...(grouped.toSorted().join() === Object.keys(modules).toSorted().join()
      ? []
      : [{ file: generalCodeFiles.groups, message: 'Each module belongs to exactly one group.' }]),
  ];
}
