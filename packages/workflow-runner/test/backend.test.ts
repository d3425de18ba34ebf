import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startBackend, type Backend } from '../src/backend.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'runner-backend-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const start = async () =>
  await startBackend({
    environment: {
      PORT: '0',
      DATA_DIR: folder,
      LOG_LEVEL: 'silent',
      ADMIN_TOKEN: 'admin-token-of-the-tests',
    },
    losesWebhooks: false,
    balance: 100,
  });

const file = () => join(folder, 'first-account.json');
const logInTo = ({ email, password }: Backend) => ({ email, password });

async function call(
  url: string,
  { body, ...init }: { method?: string; headers?: object; body?: object } = {},
) {
  return await fetch(url, {
    ...init,
    headers: { 'content-type': 'application/json', ...init.headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

async function balanceOf({ url, apiKey }: Backend): Promise<number> {
  const answer = await call(`${url}/api/v1/account`, { headers: { authorization: `Bearer ${apiKey}` } });
  return ((await answer.json()) as { balance: number }).balance;
}

async function sessionOf(backend: Backend): Promise<{ cookie: string; accountId: string }> {
  const answer = await call(`${backend.url}/api/session`, { method: 'POST', body: logInTo(backend) });
  const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
  return { cookie, accountId: ((await answer.json()) as { account_id: string }).account_id };
}

test('keeps the log-in, the API key and the webhook secret for the next run, and restores the balance', async () => {
  const first = await start();
  const { accountId } = await sessionOf(first);
  await call(`${first.url}/admin/accounts/${accountId}`, {
    method: 'PATCH',
    headers: { authorization: 'Bearer admin-token-of-the-tests' },
    body: { balance: 7 },
  });
  await first[Symbol.asyncDispose]();

  await using second = await start();

  const { email, password, apiKey, webhookSecret } = first;
  expect(second).toMatchObject({ email, password, apiKey, webhookSecret });
  expect(await balanceOf(second)).toBe(100);
  expect((await stat(file())).mode & 0o777).toBe(0o600);
});

test('creates a new API key when the stored one was deleted', async () => {
  const first = await start();
  const { cookie } = await sessionOf(first);
  const { keys } = (await (await call(`${first.url}/api/keys`, { headers: { cookie } })).json()) as {
    keys: { id: string }[];
  };
  for (const { id } of keys)
    await call(`${first.url}/api/keys/${id}`, { method: 'DELETE', headers: { cookie } });
  await first[Symbol.asyncDispose]();

  await using second = await start();

  expect(second.apiKey).not.toBe(first.apiKey);
  expect(await balanceOf(second)).toBe(100);
  expect(await readFile(file(), 'utf8')).toContain(second.apiKey);
});

test('adds an account to a data directory without a log-in file, and keeps it for the next run', async () => {
  const first = await start();
  await first[Symbol.asyncDispose]();
  await rm(file());

  const second = await start();
  await second[Symbol.asyncDispose]();
  await using third = await start();

  expect(second.email).not.toBe(first.email);
  expect(logInTo(third)).toEqual(logInTo(second));
  const earlier = await call(`${third.url}/api/session`, { method: 'POST', body: logInTo(first) });
  expect(earlier.status).toBe(200);
});

test('uses another account when the password was changed, and does not change the log-in file', async () => {
  const first = await start();
  await first[Symbol.asyncDispose]();
  const kept = (await readFile(file(), 'utf8')).replace(first.password, 'not-the-password');
  await writeFile(file(), kept);

  await using second = await start();

  expect(second.dashboardAccess).toEqual({ state: 'outdated', email: first.email, file: file() });
  expect(second.email).not.toBe(first.email);
  expect((await sessionOf(second)).accountId).toMatch(/^acct_/);
  expect(await readFile(file(), 'utf8')).toBe(kept);
});

test('names the cause, without the password, when the database cannot be reached', async () => {
  const environment = {
    PORT: '0',
    DATA_DIR: folder,
    LOG_LEVEL: 'silent',
    DATABASE_URL: 'postgres://u:the-password@127.0.0.1:1/x',
  };

  await expect(startBackend({ environment, losesWebhooks: false, balance: 100 })).rejects.toThrow(
    /^The database cannot be used: connect ECONNREFUSED 127\.0\.0\.1:1\. Check the host and the port in DATABASE_URL, .+\.$/,
  );
});
