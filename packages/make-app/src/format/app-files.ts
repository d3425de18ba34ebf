import type { Json, JsonObject } from './json.ts';
import type { MakeApp } from './make-app.ts';

/** The files of an app by their paths in its folder, with `/` between folders. */
export type AppFiles = Readonly<Record<string, string>>;

export const MANIFEST = 'makecomapp.json';

/** The contents of a component, each with the end of its file's name. */
const partNames = {
  communication: 'communication',
  params: 'params',
  attach: 'attach',
  detach: 'detach',
  staticParams: 'static-params',
  mappableParams: 'mappable-params',
  interface: 'interface',
  samples: 'samples',
} as const;

/** The key of a component's content in the manifest. */
export type Part = keyof typeof partNames;

export const connectionParts = ['communication', 'params'] as const;
export const webhookParts = ['communication', 'params', 'attach', 'detach'] as const;
export const moduleParts = [
  'communication',
  'staticParams',
  'mappableParams',
  'interface',
  'samples',
] as const;

/** Writes an app in the local-development format of Make's editor for VS Code. */
export function writeAppFiles(app: MakeApp): AppFiles {
  const contents = [
    ...filesOf('connections', app.connections, connectionParts),
    ...filesOf('webhooks', app.webhooks, webhookParts),
    ...filesOf('modules', app.modules, moduleParts),
    ['general/base.iml.json', app.base] as const,
    ['modules/groups.json', app.groups] as const,
    [MANIFEST, manifestOf(app)] as const,
  ];
  return {
    'README.md': app.readme,
    ...Object.fromEntries(contents.map(([path, content]) => [path, print(content)])),
  };
}

const print = (content: Json): string => `${JSON.stringify(content, undefined, 2)}\n`;

type Components<Name extends Part> = Readonly<Record<string, Readonly<Record<Name, Json>>>>;

const filesOf = <Name extends Part>(
  folder: string,
  components: Components<Name>,
  parts: readonly Name[],
): (readonly [string, Json])[] =>
  Object.entries(components).flatMap(([id, component]) =>
    parts.map((part) => [pathOf(folder, id, part), component[part]] as const),
  );

const pathOf = (folder: string, id: string, part: Part): string =>
  `${folder}/${toKebabCase(id)}/${toKebabCase(id)}.${partNames[part]}.iml.json`;

const toKebabCase = (id: string): string => id.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const codeFiles = (folder: string, id: string, parts: readonly Part[]): JsonObject =>
  Object.fromEntries(parts.map((part) => [part, pathOf(folder, id, part)]));

function manifestOf({ connections, webhooks, modules }: MakeApp): JsonObject {
  return {
    fileVersion: 1,
    generalCodeFiles: {
      base: 'general/base.iml.json',
      common: null,
      readme: 'README.md',
      groups: 'modules/groups.json',
    },
    components: {
      connection: mapValues(connections, ({ label }, id) => ({
        label,
        connectionType: 'basic',
        codeFiles: codeFiles('connections', id, connectionParts),
      })),
      webhook: mapValues(webhooks, ({ label, connection }, id) => ({
        label,
        webhookType: 'web',
        connection,
        altConnection: null,
        codeFiles: codeFiles('webhooks', id, webhookParts),
      })),
      module: mapValues(
        modules,
        ({ label, description, moduleType, actionCrud, connection, webhook }, id) => ({
          label,
          description,
          moduleType,
          ...(actionCrud !== undefined && { actionCrud }),
          connection,
          altConnection: null,
          ...(webhook !== undefined && { webhook }),
          codeFiles: codeFiles('modules', id, moduleParts),
        }),
      ),
      rpc: {},
      function: {},
      endpoint: {},
    },
    origins: [],
  };
}

const mapValues = <Value>(
  values: Readonly<Record<string, Value>>,
  map: (value: Value, key: string) => JsonObject,
): JsonObject =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, map(value, key)] as const));
