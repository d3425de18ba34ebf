import { systemClock } from '@scrapekit/core/system-clock';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createPgliteDatabase, type TestDatabase } from '../support/test-database.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

const HOUR_MS = 3_600_000;

describe('a session over time', () => {
  let offsetMs = 0;
  let database: TestDatabase;
  let server: TestServer;

  beforeAll(async () => {
    database = await createPgliteDatabase();
    const clock = { ...systemClock, now: () => systemClock.now() + offsetMs };
    server = await startTestServer(database, {}, clock);
  });
  afterAll(async () => {
    await server.close();
    await database.drop();
  });

  test.each([
    ['begins', -HOUR_MS, 401],
    ['begins', 0, 200],
    ['lasts', 7.9 * HOUR_MS, 200],
    ['expires', 8.1 * HOUR_MS, 401],
  ])('C180: %s: at %d ms it answers %d', async (_, laterMs, status) => {
    offsetMs = 0;
    const dashboard = await server.dashboard(await server.account(1));

    offsetMs = laterMs;

    expect((await dashboard.send('GET', '/keys')).status).toBe(status);
  });
});
