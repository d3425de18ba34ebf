import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { spawnServer } from '../../packages/reference-server/test/support/spawn-server.ts';
import { judge } from './judge.ts';
import { requestsOf, type Request } from './requests.ts';
import { arrangeAccounts } from './arrange-accounts.ts';
import { INSTALL, isPrismInstalled, startPrism } from './start-prism.ts';

// Sends generated requests to the reference server through Prism, which compares both with /openapi.json:
// npm run test:openapi -- [--requests 250] [--seed 1]

const { values } = parseArgs({
  options: { requests: { type: 'string', default: '250' }, seed: { type: 'string', default: '20261120' } },
});
const AT_ONCE = 8;

async function run(): Promise<void> {
  await using opened = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'scrapekit-openapi-'));
  opened.defer(async () => await rm(folder, { recursive: true }));
  const server = await spawnServer({ DATA_DIR: join(folder, 'data'), SOURCE: 'simulated' });
  opened.defer(async () => {
    await server.end('SIGTERM');
  });
  const arranged = await arrangeAccounts(server);
  const file = join(folder, 'openapi.json');
  const document = (await (await fetch(`${server.url}/openapi.json`)).json()) as Document;
  await writeFile(file, JSON.stringify(document));
  const prism = await startPrism(file, server.url);
  opened.defer(async () => await prism.stop());

  const options = { seed: Number(values.seed), numRuns: Number(values.requests) };
  const requests = fc.sample(requestsOf(arranged), options);
  const statuses = new Map<string, number>();
  const faults = new Set<string>();
  const sides = { proxy: prism.url, server: server.url };
  const lanes = Array.from({ length: AT_ONCE }, async (_, lane) => {
    for (let index = lane; index < requests.length; index += AT_ONCE) {
      const request = requests[index] as Request;
      const { status, faults: found } = await judge(request, sides).catch((error: unknown) => {
        throw new Error(`No answer to ${show(request)}`, { cause: error });
      });
      const what = `${request.method} ${templateOf(document, request)}: ${status}`;
      statuses.set(what, (statuses.get(what) ?? 0) + 1);
      for (const fault of found) faults.add(`${show(request)}\n    ${fault.slice(0, 600)}`);
    }
  });
  await Promise.all(lanes);
  report(statuses, faults, missing(document, statuses));
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

const templateOf = ({ paths }: Document, { path }: Request): string =>
  Object.keys(paths).find((template) =>
    new RegExp(`^${template.replace(/\{\w+\}/g, '[^/]+')}$`).test(path.split('?')[0] ?? ''),
  ) ?? path;

/** Lists the operations that no request reached. */
const missing = ({ paths }: Document, statuses: ReadonlyMap<string, number>): readonly string[] =>
  Object.entries(paths)
    .flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`))
    .filter((operation) => ![...statuses.keys()].some((what) => what.startsWith(`${operation}: `)));

const show = ({ method, path, headers, body }: Request): string => {
  const known = Object.keys(headers).join(', ');
  return `${method} ${path} [${known}] ${body?.slice(0, 200) ?? ''}`;
};

function report(
  statuses: ReadonlyMap<string, number>,
  faults: ReadonlySet<string>,
  unreached: readonly string[],
): void {
  for (const [what, count] of [...statuses].toSorted()) console.log(`${what} (${count})`);
  for (const operation of unreached) console.log(`not reached: ${operation}`);
  for (const fault of faults) console.log(fault);
  const total = [...statuses.values()].reduce((sum, count) => sum + count, 0);
  console.log(`${total} requests, ${faults.size} violations, seed ${values.seed}`);
  if (faults.size > 0 || unreached.length > 0) process.exitCode = 1;
}

if (isPrismInstalled()) await run();
else console.log(`SKIPPED: Prism is not installed. Run \`${INSTALL}\` first.`);
