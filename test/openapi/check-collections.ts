import type { SpawnedServer } from '../../packages/reference-server/test/support/spawn-server.ts';
import { simulatedWebsites } from '../../packages/reference-server/test/providers/matchkraft/simulated-websites.ts';
import type { PublishedDocument } from './documents.ts';
import {
  itemsOf,
  pathOf,
  type PostmanCollection,
  type PostmanItem,
  toCollection,
} from './postman-collection.ts';
import { type Execution, runNewman } from './run-newman.ts';

// The log-in of the example in ScrapeKit's document.
const EMAIL = 'ann@example.com';
const PASSWORD = 'correct horse';
/** The name of an artifact that each job of ScrapeNest has. */
const ARTIFACT = 'contacts.json';
const WEBHOOK = 'hook';
/** The time in which the small jobs of a collection end, with much to spare. */
const LIMIT_MS = 60_000;

/** The result of a provider's collection. */
export interface CollectionReport {
  readonly provider: string;
  readonly requests: number;
  /** Requests that the server refused or that got no answer, and whether some were not sent. */
  readonly faults: readonly string[];
}

/** Sends each request of each provider's Postman collection with newman, first the ones that create something. */
export async function checkCollections(
  server: SpawnedServer,
  documents: readonly PublishedDocument[],
  folder: string,
): Promise<readonly CollectionReport[]> {
  const { body } = await server.admin.post('/accounts', {
    email: EMAIL,
    password: PASSWORD,
    balance: 100_000,
  });
  const webhook = { provider: 'scrapfly', name: WEBHOOK, url: 'https://hook.example.com/' };
  await server.admin.post(`/accounts/${body.account_id}/webhook-endpoints`, webhook);
  const reports: CollectionReport[] = [];
  const website = await someWebsite();
  for (const { provider, document } of documents) {
    const collection = await toCollection(document);
    const text = JSON.stringify(collection).replace(
      /https:\/\/example\.com\/(?!hook)/g,
      `http://${website}/`,
    );
    const asked = JSON.parse(text) as PostmanCollection;
    const report = await check(provider, asked, { folder, key: body.api_key });
    const operations = Object.values(document.paths).flatMap((methods) => Object.keys(methods)).length;
    const missing = `The document has ${operations} operations, and ${report.requests} requests were answered.`;
    reports.push(
      report.requests === operations ? report : { ...report, faults: [missing, ...report.faults] },
    );
  }
  return reports;
}

/** Returns the domain of a website of the simulated internet, which has no example.com and no https. */
async function someWebsite(): Promise<string> {
  const profiles = await simulatedWebsites('scrapekit', 40);
  const healthy = profiles.find(({ behaviour }) => behaviour === 'normal');
  if (healthy === undefined) throw new Error('No website of the simulated internet answers normally.');
  return healthy.domain;
}

async function check(
  provider: string,
  collection: PostmanCollection,
  { folder, key }: { readonly folder: string; readonly key: string },
): Promise<CollectionReport> {
  const variables = { bearerToken: key, apiKey: key };
  const run = async (items: readonly PostmanItem[], session = '') =>
    await runNewman(collection, items, { folder, variables: { ...variables, session } });
  const items = itemsOf(collection);
  // Scrapfly queues a scrape, and gives it an id, only when its webhook is named.
  for (const { request } of items)
    for (const parameter of request.url.query.filter(({ key }) => key === 'webhook_name'))
      Object.assign(parameter, { value: WEBHOOK, disabled: false });

  const answers: Execution[] = [];
  for (const step of [STEPS.begin, STEPS.create, STEPS.read, STEPS.change, STEPS.remove, STEPS.end]) {
    const asked = items.filter((item) => stepOf(item) === step);
    for (const item of asked) fillIn(item, answers);
    const until = performance.now() + LIMIT_MS;
    // A job that has not ended yet has no results.
    let missing = asked;
    while (missing.length > 0) {
      const got = await run(missing, sessionOf(answers));
      const isLate = ({ status }: Execution) =>
        step === STEPS.read && (status === 404 || status === 409) && performance.now() < until;
      answers.push(...got.filter((one) => !isLate(one)));
      missing = got.filter(isLate).map(({ item }) => item);
    }
  }
  return { provider, requests: answers.length, faults: answers.filter((one) => !isRight(one)).map(show) };
}

/** The order in which the requests of a collection are sent. */
const STEPS = { begin: 0, create: 1, read: 2, change: 3, remove: 4, end: 5 };

function stepOf(item: PostmanItem): number {
  const { method } = item.request;
  const path = pathOf(item);
  if (path === '/api/session') return method === 'POST' ? STEPS.begin : STEPS.end;
  if (path === '/scrape' || (method === 'POST' && !/:|rotate/.test(path))) return STEPS.create;
  if (method === 'GET') return STEPS.read;
  return method === 'DELETE' ? STEPS.remove : STEPS.change;
}

const isSuccess = ({ status }: Execution): boolean => status !== undefined && status >= 200 && status < 300;

/** A job that has ended before its cancel arrives is refused with 409. */
const isRight = (execution: Execution): boolean =>
  isSuccess(execution) || (execution.status === 409 && pathOf(execution.item).endsWith('/cancel'));

const show = ({ item, status, text }: Execution): string =>
  `${item.request.method} ${pathOf(item)}: ${status ?? 'no answer'} ${text.slice(0, 300)}`;

/** Sets the ids of a request's path to those of the created resource whose path is most like it. */
function fillIn(item: PostmanItem, created: readonly Execution[]): void {
  const ids = created.flatMap((one) => {
    const id = idOf(one);
    return id === undefined ? [] : [{ id, path: pathOf(one.item) }];
  });
  const [nearest] = ids.toSorted((a, b) => alike(b.path, pathOf(item)) - alike(a.path, pathOf(item)));
  for (const variable of item.request.url.variable)
    variable.value = variable.key === 'artifact' ? ARTIFACT : (nearest?.id ?? '');
}

/** Counts the first segments that two paths share. */
function alike(a: string, b: string): number {
  const others = b.split('/');
  const different = a.split('/').findIndex((segment, index) => segment !== others[index]);
  return different === -1 ? a.split('/').length : different;
}

interface Created {
  readonly job_id?: string;
  readonly jobId?: string;
  readonly process_id?: number;
  readonly id?: string;
  readonly context?: { readonly job?: { readonly uuid: string } };
}

function idOf({ headers, text }: Execution): string | undefined {
  if (!headers['content-type']?.startsWith('application/json')) return undefined;
  const { job_id, jobId, process_id, id, context } = JSON.parse(text) as Created;
  return (job_id ?? jobId ?? process_id ?? context?.job?.uuid ?? id)?.toString();
}

const sessionOf = (created: readonly Execution[]): string =>
  created
    .map(({ headers }) => /scrapekit_session=([^;]+)/.exec(headers['set-cookie'] ?? '')?.[1])
    .find((value) => value !== undefined) ?? '';
