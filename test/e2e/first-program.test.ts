import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startReferenceServer, type ReferenceServer } from './reference-server.ts';

const program = fileURLToPath(new URL('../../packages/core/examples/leads.ts', import.meta.url));

let server: ReferenceServer;

beforeAll(async () => {
  server = await startReferenceServer();
});
afterAll(() => server.close());

test("the first program of core's README prints leads of the reference server", async () => {
  const { api_key: apiKey } = await server.createAccount(10);
  const env = { ...process.env, SCRAPEKIT_API_KEY: apiKey, SCRAPEKIT_BASE_URL: server.url };

  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--conditions=@scrapekit/source', program],
    { env },
  );

  expect(stdout.trim().split('\n').length).toBeGreaterThanOrEqual(20);
  expect(stdout).toMatch(/Dent|Smile/);
  expect(stdout).toMatch(/@[\w-]+\.test'/);
});
