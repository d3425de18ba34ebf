import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PostmanCollection, PostmanItem } from './postman-collection.ts';
import { runTool } from './tools.ts';

/** What the server answered to a request of a collection. */
export interface Execution {
  readonly item: PostmanItem;
  /** Undefined when no answer came. */
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

interface Report {
  readonly run: {
    readonly executions: readonly {
      readonly response?: {
        readonly code: number;
        readonly header: readonly { readonly key: string; readonly value: string }[];
        readonly stream: { readonly data: readonly number[] };
      };
    }[];
  };
}

export interface NewmanOptions {
  readonly folder: string;
  /** Values of the collection's variables, such as `bearerToken`. */
  readonly variables: Readonly<Record<string, string>>;
}

/** Runs some requests of a collection in the given order. */
export async function runNewman(
  collection: PostmanCollection,
  items: readonly PostmanItem[],
  { folder, variables }: NewmanOptions,
): Promise<readonly Execution[]> {
  if (items.length === 0) return [];
  const [file, report] = [join(folder, 'collection.json'), join(folder, 'report.json')];
  await writeFile(file, JSON.stringify({ ...collection, item: items }));
  const values = Object.entries(variables).flatMap(([name, value]) => ['--env-var', `${name}=${value}`]);
  const reporter = ['--reporters', 'json', '--reporter-json-export', report];
  const { code, output } = await runTool('newman', ['run', file, ...values, ...reporter]);
  if (code !== 0) throw new Error(`newman failed: ${output}`);
  const { run } = JSON.parse(await readFile(report, 'utf8')) as Report;
  return run.executions.map(({ response }, index) => ({
    item: items[index] as PostmanItem,
    status: response?.code,
    headers: Object.fromEntries((response?.header ?? []).map(({ key, value }) => [key.toLowerCase(), value])),
    text: Buffer.from(response?.stream.data ?? []).toString('utf8'),
  }));
}
