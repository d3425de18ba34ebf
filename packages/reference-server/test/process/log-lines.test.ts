import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { spawnServer, type SpawnedServer } from '../support/spawn-server.ts';
import { createPgliteDatabase, type TestDatabase } from '../support/test-database.ts';
import { ADMIN_TOKEN } from '../support/test-server.ts';

const EMAIL = 'owner-of-the-log@example.com';
const PASSWORD = 'password-that-no-log-may-hold';
const ADDRESSES = ['first-verified@example.com', 'second-verified@example.org'];
const METRICS_TOKEN = 'metrics-token-of-the-log';

let database: TestDatabase;
let server: SpawnedServer;
let sent = 0;

beforeAll(async () => {
  database = await createPgliteDatabase();
  server = await spawnServer({
    DATA_DIR: database.settings.dataDir,
    LOG_LEVEL: 'trace',
    METRICS_TOKEN,
    ALLOW_PRIVATE_WEBHOOKS: 'true',
  });
});
afterAll(async () => {
  await server.end('SIGTERM');
  await database.drop();
});

const call = async (
  method: string,
  path: string,
  { headers = {}, body }: { headers?: object; body?: unknown } = {},
) => {
  sent += 1;
  const text = body === undefined || body instanceof URLSearchParams ? body : JSON.stringify(body);
  const type =
    text instanceof URLSearchParams || text === undefined ? {} : { 'content-type': 'application/json' };
  const response = await fetch(server.url + path, {
    method,
    headers: { ...type, ...headers },
    body: text,
    redirect: 'manual',
  });
  return { headers: response.headers, text: await response.text() };
};

/** Lists the operations of the OpenAPI document, with ids in their paths. */
async function describedOperations(ids: { scrape: string; verify: string; key: string }) {
  const { paths } = JSON.parse((await call('GET', '/openapi.json')).text) as {
    paths: Record<string, object>;
  };
  const fill = (path: string) =>
    path.replace(
      /\{\w+\}/,
      path.includes('verify') ? ids.verify : path.includes('keys') ? ids.key : ids.scrape,
    );
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods)
      .filter((method) => ['get', 'post', 'delete'].includes(method))
      .map((method) => ({ method: method.toUpperCase(), path: fill(path) })),
  );
}

test('C183: the log has one line for each request, and no line contains a key, secret, password, cookie or address', async () => {
  const admin = { authorization: `Bearer ${ADMIN_TOKEN}` };
  const owner = { email: EMAIL, password: PASSWORD, balance: 10 };
  const account = JSON.parse((await call('POST', '/admin/accounts', { headers: admin, body: owner })).text);
  const key: string = account.api_key;
  const bearer = { headers: { authorization: `Bearer ${key}` } };
  const logIn = await call('POST', '/api/session', { body: { email: EMAIL, password: PASSWORD } });
  const cookie = logIn.headers.get('set-cookie')?.split(';')[0] ?? '';
  const webhook = { webhook_url: 'https://127.0.0.1:1/hook?token=of-the-receiver' };
  const create = async (path: string, body: object) =>
    JSON.parse((await call('POST', path, { ...bearer, body: { ...body, ...webhook } })).text)
      .job_id as string;
  const ids = {
    scrape: await create('/api/v1/scrape/jobs', {
      query: 'dentists',
      location: 'Austin, Texas',
      max_leads: 2,
    }),
    verify: await create('/api/v1/verify/jobs', { emails: ADDRESSES }),
    key: 'key_none',
  };
  const made = JSON.parse((await call('POST', '/api/keys', { headers: { cookie } })).text);

  for (const { method, path } of await describedOperations(ids)) {
    // This request would end the session, which the later requests need.
    if (method === 'DELETE' && path === '/api/session') continue;
    const body =
      method === 'POST' ? { email: EMAIL, emails: ADDRESSES, password: 'wrong password' } : undefined;
    await call(method, path, { headers: { ...bearer.headers, cookie }, body });
    await call(method, `${path}?api_key=${key}`, { headers: { cookie }, body });
  }
  for (const path of [
    '',
    '/account/api-keys',
    '/webhooks/scrapekit',
    '/webhooks/deliveries',
    '/credits',
    '/credits/ledger',
    '/style.css',
    '/nowhere',
  ])
    await call('GET', `/dashboard${path}?key=${key}`, { headers: { cookie } });
  const form = new URLSearchParams({ email: EMAIL, password: PASSWORD });
  await call('POST', '/dashboard/log-in', { body: form });
  const shown = await call('POST', '/dashboard/webhooks/scrapekit/secret', { headers: { cookie } });
  for (const path of ['/', '/healthz', '/readyz', '/metrics', `/nowhere/${key}?key=${key}`])
    await call('GET', path);
  await call('GET', '/metrics', { headers: { authorization: `Bearer ${METRICS_TOKEN}` } });
  await call('GET', '/admin/deliveries', { headers: admin });
  await call('POST', '/api/v1/scrape/jobs', {
    headers: { authorization: `Basic ${btoa(`x:${key}`)}` },
    body: {},
  });

  const requests = (log: string) => log.split('\n').filter((line) => line.includes('"msg":"request"'));
  const log = await eventually(
    () => server.log(),
    (text) => requests(text).length >= sent,
  );
  const secrets = [
    key,
    made.key,
    account.webhook_secret,
    PASSWORD,
    cookie.split('=')[1],
    ADMIN_TOKEN,
    METRICS_TOKEN,
  ];
  const secret = /(whsec_[\w-]{43})<\/code>/.exec(shown.text)?.[1];

  expect(requests(log)).toHaveLength(sent);
  for (const line of log.trimEnd().split('\n')) expect(JSON.parse(line)).toHaveProperty('level');
  for (const line of requests(log)) {
    const { code, ...fields } = JSON.parse(line) as Record<string, unknown>;
    const names = ['level', 'method', 'ms', 'msg', 'request_id', 'route', 'status', 'time'];
    expect(Object.keys(fields).sort()).toEqual(names);
    // Only a refused request has a code.
    if (Number(fields['status']) < 400) expect(code).toBeUndefined();
    else expect(code ?? '').toMatch(/^\w*$/);
  }
  expect([...secrets, secret].filter((text) => typeof text === 'string' && text.length > 15)).toHaveLength(8);
  for (const text of [...secrets, secret, EMAIL, ...ADDRESSES, 'of-the-receiver', 'wrong password', '?'])
    expect(log).not.toContain(text);
});
