import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test as anyTest } from 'vitest';
import { startProviderApi, type Routes } from './provider-api.ts';
import { genuineAt, refusedAt, scrapekit, withForeignUrlsAt, type Delivery } from './scrapekit-deliveries.ts';
import { canRunScript, runScript } from './shell-script.ts';

const test = anyTest.skipIf(!canRunScript);

const NOW = Math.floor(Date.now() / 1_000);
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'scrapekit-sh-'));
});
afterEach(async () => await rm(folder, { recursive: true, force: true }));

async function receive(
  { body, timestamp, signature }: Delivery,
  { routes = scrapekit.routes.completed(scrapekit.rows), env = {} }: { routes?: Routes; env?: object } = {},
) {
  await using api = await startProviderApi(scrapekit.host, routes);
  const end = await runScript(['webhook', folder], {
    env: {
      SCRAPEKIT_URL: api.loopback,
      SCRAPEKIT_API_KEY: 'the-api-key',
      SCRAPEKIT_WEBHOOK_SECRET: scrapekit.secret,
      X_SCRAPEKIT_TIMESTAMP: timestamp,
      X_SCRAPEKIT_SIGNATURE: signature,
      ...env,
    },
    input: body,
  });
  return { ...end, files: await readdir(folder), keys: api.headers.map((each) => each.authorization) };
}

const file = `${scrapekit.jobId}.json`;
const written = async (): Promise<unknown> => JSON.parse(await readFile(join(folder, file), 'utf8'));

test('C170: a genuine webhook becomes a file with the leads of its job', async () => {
  const { code, errors, keys } = await receive(genuineAt(NOW));

  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  expect(await written()).toEqual(scrapekit.rows);
  expect(keys).toEqual(['Bearer the-api-key', 'Bearer the-api-key']);
});

test.each(Object.entries(refusedAt(NOW)))('C170: a webhook %s is refused', async (_, delivery) => {
  const { code, files, keys } = await receive(delivery);
  expect({ code, files, keys }).toEqual({ code: 1, files: [], keys: [] });
});

test('a URL in a genuine webhook is never requested', async () => {
  const { code, keys } = await receive(withForeignUrlsAt(NOW));

  expect(code).toBe(0);
  expect(await written()).toEqual(scrapekit.rows);
  expect(keys).toHaveLength(2);
});

test('a folder that does not exist is made, so that a job that was paid for is not read in vain', async () => {
  await rm(folder, { recursive: true });
  const { code, errors } = await receive(genuineAt(NOW));

  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  expect(await written()).toEqual(scrapekit.rows);
});

test('a webhook that comes twice is read once', async () => {
  await receive(genuineAt(NOW));
  const { code, keys } = await receive(genuineAt(NOW));

  expect({ code, keys }).toEqual({ code: 0, keys: [] });
  expect(await written()).toEqual(scrapekit.rows);
});

test.each([
  ['a job that failed', scrapekit.routes.failed, 'The job is failed.'],
  [
    'a job that the account does not have',
    {},
    'The job could not be read. Check its ID and the API key, or try again later.',
  ],
])('%s leaves no file', async (_, routes, message) => {
  const { code, files, errors } = await receive(genuineAt(NOW), { routes });

  expect({ code, files }).toEqual({ code: 1, files: [] });
  expect(errors).toContain(message);
});

test('a redirect of the API does not take the key to another host', async () => {
  await using other = await startProviderApi('https://attacker.example', {});
  const [path = ''] = scrapekit.paths;
  const redirect = { status: 307, json: {}, headers: { location: other.loopback } };
  const { code, files } = await receive(genuineAt(NOW), { routes: { [path]: redirect } });

  expect({ code, files, headers: other.headers }).toEqual({ code: 1, files: [], headers: [] });
});

test.each([
  ['SCRAPEKIT_API_KEY', ''],
  ['SCRAPEKIT_API_KEY', 'a"b'],
  ['SCRAPEKIT_WEBHOOK_SECRET', ''],
  ['SCRAPEKIT_WEBHOOK_SECRET', 'whsec_'],
])('the setting %s=%j is named', async (name, value) => {
  const { code, errors, keys } = await receive(genuineAt(NOW), { env: { [name]: value } });

  expect({ code, keys }).toEqual({ code: 1, keys: [] });
  expect(errors).toContain(name);
});
