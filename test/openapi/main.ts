import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  spawnServer,
  type SpawnedServer,
} from '../../packages/reference-server/test/support/spawn-server.ts';
import { arrangeAccounts } from './arrange-accounts.ts';
import { checkCollections, type CollectionReport } from './check-collections.ts';
import { compareAnswers, type Comparison } from './compare-answers.ts';
import { fetchDocuments, type PublishedDocument } from './documents.ts';
import { startPrism } from './start-prism.ts';
import { areToolsInstalled, INSTALL, runTool } from './tools.ts';

// Checks the OpenAPI documents that the server publishes: Spectral lints them, newman runs the Postman collections that
// are generated from them, and Prism compares the answers to generated requests with ScrapeKit's document:
// npm run test:openapi -- [--requests 250] [--seed 1]

const { values } = parseArgs({
  options: { requests: { type: 'string', default: '250' }, seed: { type: 'string', default: '20261120' } },
});

async function run(): Promise<boolean> {
  await using opened = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'scrapekit-openapi-'));
  opened.defer(async () => await rm(folder, { recursive: true }));
  const server = await spawnServer({ DATA_DIR: join(folder, 'data'), SOURCE: 'simulated' });
  opened.defer(async () => {
    await server.end('SIGTERM');
  });
  const documents = await fetchDocuments(server.url, folder);
  const results = [
    await lint(documents),
    reportCollections(await checkCollections(server, documents, folder)),
    reportComparison(await compare(server, documents[0] as PublishedDocument)),
  ];
  return results.every(Boolean);
}

async function lint(documents: readonly PublishedDocument[]): Promise<boolean> {
  const ruleset = join(import.meta.dirname, 'spectral.yaml');
  const files = documents.map(({ file }) => file);
  const { code, output } = await runTool('spectral', [
    'lint',
    '-r',
    ruleset,
    '--fail-severity',
    'hint',
    ...files,
  ]);
  console.log(code === 0 ? `Spectral found nothing in ${files.length} documents.` : output);
  return code === 0;
}

async function compare(server: SpawnedServer, { document, file }: PublishedDocument): Promise<Comparison> {
  const arranged = await arrangeAccounts(server);
  const prism = await startPrism(file, server.url);
  const sides = { proxy: prism.url, server: server.url };
  const options = { sides, seed: Number(values.seed), requests: Number(values.requests) };
  return await compareAnswers(document, arranged, options).finally(async () => await prism.stop());
}

function reportCollections(reports: readonly CollectionReport[]): boolean {
  for (const { provider, requests, faults } of reports) {
    console.log(
      `${provider}: newman sent ${requests} requests of its Postman collection, ${faults.length} failed`,
    );
    for (const fault of faults) console.log(`    ${fault}`);
  }
  return reports.every(({ requests, faults }) => requests > 0 && faults.length === 0);
}

function reportComparison({ statuses, faults, unreached }: Comparison): boolean {
  for (const [what, count] of [...statuses].toSorted()) console.log(`${what} (${count})`);
  for (const operation of unreached) console.log(`not reached: ${operation}`);
  for (const fault of faults) console.log(fault);
  const total = [...statuses.values()].reduce((sum, count) => sum + count, 0);
  console.log(`${total} requests, ${faults.size} violations, seed ${values.seed}`);
  return faults.size === 0 && unreached.length === 0;
}

if (!areToolsInstalled())
  console.log(`SKIPPED: the tools for OpenAPI documents are not installed. Run \`${INSTALL}\` first.`);
else if (!(await run())) process.exitCode = 1;
