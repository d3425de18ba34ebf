import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApi, type Answer } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';
import { createPgliteDatabase, type TestDatabase } from '../support/test-database.ts';
import { startServer, type RunningServer } from '../../src/index.ts';
import { type Document, operationsOf, type Operation, type Placed } from './documents.ts';

const ADMIN_TOKEN = 'examples-admin-token-0123';

let database: TestDatabase;
let server: RunningServer;
let key = '';
let accountId = '';
beforeAll(async () => {
  database = await createPgliteDatabase();
  const settings = { port: 0, logLevel: 'silent', adminToken: ADMIN_TOKEN, allowPrivateWebhooks: true };
  server = await startServer({ ...database.settings, ...settings });
  const admin = createApi(`${server.url}/admin`, ADMIN_TOKEN);
  const account = { email: 'examples@example.com', password: 'correct horse', balance: 10 };
  ({ api_key: key, account_id: accountId } = (await admin.post('/accounts', account)).body);
  await admin.post(`/accounts/${accountId}/webhook-endpoints`, {
    ...{ provider: 'scrapfly', name: 'example', url: 'https://127.0.0.1:9/' },
  });
});
afterAll(async () => {
  await server.close();
  await database.drop();
});

/** Sends a request with the key at every place where one of the providers takes it. */
async function send(base: string, method: string, path: string, body?: object): Promise<Answer> {
  const address = `${base}${path}${path.includes('?') ? '&' : '?'}${base.endsWith('/scrapfly') ? `key=${key}` : ''}`;
  return await createApi('', key).send(method, address, {
    headers: { apikey: key, 'x-api-key': key, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });
}

const ajv = new Ajv2020({ strict: true, strictTypes: false });

/** Returns what the document does not say about an answer. */
function differences({ responses }: Operation, { status, headers, body, text }: Answer): readonly unknown[] {
  const described = responses[status];
  if (described === undefined) return [`${status} is not described: ${text}`];
  const type = headers.get('content-type')?.split(';')[0] ?? '';
  const schema = described.content?.['application/json']?.schema;
  if (schema === undefined || type !== 'application/json') return [];
  const validate = ajv.compile(schema);
  return validate(body) ? [] : [...(validate.errors ?? []), body];
}

const exampleOf = ({ operation }: Placed): object | undefined =>
  operation.requestBody?.content['application/json'].example;

const isSuccess = ({ status }: Answer): boolean => status >= 200 && status < 300;

async function openDocument(path: string): Promise<{ base: string; operations: readonly Placed[] }> {
  const document = (await (await fetch(server.url + path)).json()) as Document;
  return { base: document.servers[0]?.url ?? '', operations: operationsOf(document) };
}

const idIn = (body: Answer['body']): string =>
  String(body.jobId ?? body.job_id ?? body.process_id ?? body.context?.job?.uuid ?? body.id);

describe.each(['matchkraft', 'scrupp', 'scrapenest', 'scrapfly'])('the document of %s', (provider) => {
  test('tells the truth about the answers to its examples and to reads of what they created', async () => {
    const { base, operations } = await openDocument(`/${provider}/openapi.json`);
    const wrong: unknown[] = [];
    const created = new Map<string, string>();
    const read = async ({ method, path, operation }: Placed, parameters: string) => {
      const answer = await eventually(
        async () => await send(base, method, path.replace(/\{\w+\}/, parameters)),
        // Scrapfly's log and Scrupp's result exist once the job has ended.
        ({ status }) => status !== 409 && !(provider === 'scrapfly' && status === 400),
      );
      const found = differences(operation, answer);
      if (found.length > 0 || !isSuccess(answer)) wrong.push({ path, status: answer.status, found });
    };

    for (const one of operations) {
      const example = exampleOf(one);
      if (example === undefined || one.path.includes('{')) continue;
      const query = one.path === '/scrape' ? '?url=http://example.test/&webhook_name=example' : '';
      const answer = await send(base, one.method, one.path + query, example);
      const found = differences(one.operation, answer);
      if (found.length > 0 || !isSuccess(answer))
        wrong.push({ path: one.path, status: answer.status, found });
      created.set(one.operation.tags[0] ?? '', idIn(answer.body));
      if (provider === 'scrapfly') created.set('Queued scrapes', idIn(answer.body));
    }
    for (const one of operations.filter(({ method }) => method === 'GET')) {
      if (one.path.includes('{artifact}') || one.path === '/scrape') continue;
      await read(one, created.get(one.operation.tags[0] ?? '') ?? '');
    }

    expect(wrong).toEqual([]);
    expect(created.size).toBeGreaterThan(0);
  });
});

test('no example of any document spends more than five leads', async () => {
  const admin = createApi(`${server.url}/admin`, ADMIN_TOKEN);
  const { operations } = await openDocument('/openapi.json');
  const creates = operations.filter((one) => exampleOf(one) !== undefined && one.path.startsWith('/api/v1/'));
  const spent: Record<string, number> = {};
  for (const one of creates) {
    const before = (await admin.get(`/ledger/${accountId}`)).body.lines.length as number;
    const { status, body } = await send(server.url, one.method, one.path, exampleOf(one));
    expect([one.path, status]).toEqual([one.path, Number(Object.keys(one.operation.responses)[0])]);
    if (body.job_id !== undefined) await createApi(`${server.url}/api/v1`, key).ended(body.job_id);
    const { lines } = (await admin.get(`/ledger/${accountId}`)).body;
    spent[one.path] = lines.length - before;
  }

  expect(spent['/api/v1/scrape/jobs']).toBe(5);
  expect(Object.values(spent).every((count) => count <= 5)).toBe(true);
});

interface ListExample {
  readonly records?: readonly unknown[];
  readonly items?: readonly unknown[];
  readonly max?: number;
  /** Of Scrupp's Jobs API. */
  readonly input?: ListExample;
}

test('no example of a free provider leads to more than five rows', async () => {
  const most: number[] = [];
  for (const provider of ['matchkraft', 'scrupp', 'scrapenest']) {
    const { operations } = await openDocument(`/${provider}/openapi.json`);
    for (const one of operations) {
      const example = (exampleOf(one) ?? {}) as ListExample;
      const { records, items = [], max = 1 } = example.input ?? example;
      most.push((records ?? items).length * max);
    }
  }

  expect(Math.max(...most)).toBe(5);
});
