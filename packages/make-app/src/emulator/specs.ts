import type { AppFiles } from '../format/app-files.ts';
import { MANIFEST } from '../format/app-files.ts';

/** A template of any JSON type, as it stands in a file. */
export type Template = unknown;

export interface ErrorCase {
  readonly type?: string;
  readonly message?: string;
}

export interface ResponseSpec {
  readonly type?: string | Readonly<Record<string, string>>;
  readonly valid?: ErrorCase & { readonly condition?: string };
  readonly error?: ErrorCase & Readonly<Record<string, ErrorCase | string | undefined>>;
  readonly iterate?: string;
  readonly limit?: string;
  readonly temp?: Readonly<Record<string, Template>>;
  readonly output?: Template;
  readonly data?: Readonly<Record<string, Template>>;
  readonly metadata?: { readonly type: string; readonly value: string };
}

export interface RequestSpec {
  readonly baseUrl?: string;
  readonly url?: string;
  readonly method?: string;
  readonly encodeUrl?: boolean;
  readonly headers?: Readonly<Record<string, Template>>;
  readonly qs?: Readonly<Record<string, Template>>;
  readonly body?: Template;
  readonly type?: string;
  readonly condition?: Template;
  readonly followRedirects?: boolean;
  readonly followAllRedirects?: boolean;
  readonly log?: { readonly sanitize?: readonly string[] };
  readonly repeat?: { readonly condition: string; readonly delay: number; readonly limit?: number };
  readonly pagination?: { readonly qs: Readonly<Record<string, Template>>; readonly condition: string };
  readonly response?: ResponseSpec;
}

/** A field of a form. */
export interface FieldSpec {
  readonly name: string;
  readonly type: string;
  readonly required?: boolean;
  readonly default?: unknown;
  readonly options?: readonly { readonly value: string }[];
  readonly spec?: Omit<FieldSpec, 'name'> | readonly FieldSpec[];
  readonly validate?: {
    readonly min?: number;
    readonly max?: number;
    readonly minItems?: number;
    readonly maxItems?: number;
    readonly pattern?: string;
  };
}

export interface ModuleSpec {
  readonly moduleType: string;
  readonly webhook?: string;
  readonly communication: readonly RequestSpec[];
  readonly mappableParams: readonly FieldSpec[];
}

export interface WebhookSpec {
  readonly communication: { readonly condition?: string; readonly output?: Template };
  readonly attach: RequestSpec;
  readonly detach: RequestSpec;
}

/** An app as its files describe it. */
export interface AppSpec {
  readonly base: RequestSpec;
  readonly connection: { readonly communication: RequestSpec; readonly params: readonly FieldSpec[] };
  readonly webhooks: Readonly<Record<string, WebhookSpec>>;
  readonly modules: Readonly<Record<string, ModuleSpec>>;
}

interface ManifestEntry {
  readonly moduleType: string;
  readonly webhook?: string;
  readonly codeFiles: Readonly<Record<string, string>>;
}

interface ManifestSpec {
  readonly generalCodeFiles: { readonly base: string };
  readonly components: Readonly<
    Record<'connection' | 'webhook' | 'module', Readonly<Record<string, ManifestEntry>>>
  >;
}

/** Reads an app from files that `checkApp` has found no problem in. Throws for missing files and for those without JSON. */
export function readApp(files: AppFiles): AppSpec {
  const read = (file = ''): unknown => JSON.parse(files[file] ?? '');
  const { generalCodeFiles, components } = read(MANIFEST) as ManifestSpec;
  const contents = (entry: ManifestEntry | undefined): Record<string, unknown> =>
    Object.fromEntries(Object.entries(entry?.codeFiles ?? {}).map(([part, file]) => [part, read(file)]));
  const [connection] = Object.values(components.connection);
  return {
    base: read(generalCodeFiles.base) as RequestSpec,
    connection: contents(connection) as unknown as AppSpec['connection'],
    webhooks: mapValues(components.webhook, (entry) => contents(entry) as unknown as WebhookSpec),
    modules: mapValues(components.module, (entry) => {
      const { communication, ...parts } = contents(entry);
      return {
        moduleType: entry.moduleType,
        webhook: entry.webhook,
        ...parts,
        communication: Array.isArray(communication) ? communication : [communication],
      } as unknown as ModuleSpec;
    }),
  };
}

const mapValues = <Value, Result>(
  values: Readonly<Record<string, Value>>,
  map: (value: Value) => Result,
): Readonly<Record<string, Result>> =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, map(value)]));
