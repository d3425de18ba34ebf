import { systemClock } from '@scrapekit/core/system-clock';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPgliteDatabase, type TestDatabase } from '../../support/test-database.ts';
import { startTestServer, type TestServer } from '../../support/test-server.ts';

let nowMs = Date.parse('2026-11-21T12:00:00Z');
let database: TestDatabase;
let server: TestServer;

beforeAll(async () => {
  database = await createPgliteDatabase();
  server = await startTestServer(database, {}, { ...systemClock, now: () => nowMs });
});
afterAll(async () => {
  await server.close();
  await database.drop();
});

test('C096, A23: updated_at is the time of the read, even for a job that has ended', async () => {
  const { api } = await server.account(1);
  server.leadEngine.play('ended', { places: 1 });
  const id = await api.scrape('ended');
  await api.ended(id);

  const first = await api.get(`/scrape/jobs/${id}`);
  nowMs += 2_000;
  const second = await api.get(`/scrape/jobs/${id}`);

  expect([first.body.status, second.body.status]).toEqual(['completed', 'completed']);
  expect([first.body.updated_at, second.body.updated_at]).toEqual([
    '2026-11-21T12:00:00Z',
    '2026-11-21T12:00:02Z',
  ]);
});
