import * as files from 'node:fs/promises';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { createPgliteDatabase, type TestDatabase } from '../support/test-database.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

vi.mock('node:fs/promises', async (load) => {
  const original = await load<typeof files>();
  return { ...original, statfs: vi.fn(original.statfs) };
});

let database: TestDatabase;
let server: TestServer;
beforeAll(async () => {
  database = await createPgliteDatabase();
  server = await startTestServer(database);
});
afterAll(async () => await database.drop());

test('C029: on a full disk requests that write get a 503, reads go on, and work continues when there is space', async () => {
  const { api } = await server.account(1);
  const before = await api.verify(['before@example.com']);
  await api.ended(before);

  const statfs = vi.mocked(files.statfs);
  statfs.mockResolvedValue(Object.assign(await statfs('.'), { bavail: 10 }));
  const create = async () => await api.post('/verify/jobs', { emails: ['during@example.com'] });
  const refused = await eventually(create, ({ status }) => status !== 202);
  const reads = [
    await api.get('/account'),
    await api.get(`/verify/jobs/${before}/results`),
    await server.admin.get('/deliveries'),
  ];
  statfs.mockRestore();
  const accepted = await eventually(create, ({ status }) => status !== 503);
  const ended = await api.ended(accepted.body.job_id);
  await server.close();

  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '60']);
  expect(refused.body.error).toMatchObject({
    code: 'internal_error',
    message: 'The disk of the server is full, so nothing can be stored now. Try again later.',
  });
  expect(reads.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(ended.status).toBe('completed');
});
