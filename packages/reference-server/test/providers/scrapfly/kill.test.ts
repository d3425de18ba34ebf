import { TestClock } from 'pg-boss';
import { systemClock } from '@scrapekit/core/system-clock';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startServer } from '../../../src/index.ts';
import { createApi, type Api } from '../../support/api.ts';
import { eventually } from '../../support/eventually.ts';
import { expireHeartbeats } from '../../support/expire-heartbeats.ts';
import { storages } from '../../support/on-both-storages.ts';
import { startReceiver, type Receiver } from '../../support/receiver.ts';
import { createScriptedLeadEngine } from '../../support/scripted-lead-engine.ts';
import { spawnServer } from '../../support/spawn-server.ts';
import type { TestDatabase } from '../../support/test-database.ts';
import { ADMIN_TOKEN, PASSWORD } from '../../support/test-server.ts';
import { deliveriesAt, headersOf } from './deliveries.ts';

describe.each(storages)('a Scrapfly server that is killed, on %s', (_name, createDatabase) => {
  let database: TestDatabase;
  let receiver: Receiver;
  let status: number | undefined;
  beforeEach(async () => {
    database = await createDatabase();
    receiver = await startReceiver(({ headers }, response) => {
      const isPing = headers.some(([, value]) => value === 'ping');
      if (isPing) response.writeHead(204).end();
      else if (status !== undefined) response.writeHead(status).end();
    });
  });
  afterEach(async () => {
    await receiver.close();
    await database.drop();
  });

  const spawn = async () => {
    const { dataDir, databaseUrl } = database.settings;
    return await spawnServer({
      ...(databaseUrl === undefined ? { DATA_DIR: dataDir } : { DATABASE_URL: databaseUrl }),
      ALLOW_PRIVATE_WEBHOOKS: 'true',
    });
  };
  const queueScrape = async (url: string, admin: Api) => {
    const account = { email: 'a@example.com', password: PASSWORD, balance: 0 };
    const { body } = await admin.post('/accounts', account);
    const webhook = { provider: 'scrapfly', name: 'hook', url: `${receiver.url}/hook` };
    await admin.post(`/accounts/${body.account_id}/webhook-endpoints`, webhook);
    const query = { url: 'http://no-such-name.test/', webhook_name: 'hook', key: body.api_key };
    const { status } = await fetch(`${url}/scrapfly/scrape?${new URLSearchParams(query).toString()}`);
    expect(status).toBe(201);
  };
  const reached = async (admin: Api, state: string, attempts: number) =>
    await eventually(
      async () => (await admin.get('/deliveries')).body.deliveries as { [name: string]: unknown }[],
      (all) =>
        all.some(
          (one) => one['event'] === 'scrape' && one['state'] === state && one['attempts'] === attempts,
        ),
    );
  const sent = () => deliveriesAt(receiver, '/hook');

  test('F04: killed between two attempts, it makes the second attempt once and when it is due', async () => {
    status = 500;
    const first = await spawn();
    await queueScrape(first.url, first.admin);
    await reached(first.admin, 'waiting', 1);
    await first.end('SIGKILL');
    await expireHeartbeats(database);
    status = 200;

    const clock = new TestClock(Date.now() + 29_000);
    const second = await startServer(
      {
        ...database.settings,
        port: 0,
        adminToken: ADMIN_TOKEN,
        logLevel: 'silent',
        allowPrivateWebhooks: true,
      },
      {
        leadEngine: createScriptedLeadEngine(),
        clock: { now: () => clock.now(), sleep: async (ms, signal) => await systemClock.sleep(ms, signal) },
        queueClock: clock,
      },
    );
    const before = sent().length;
    await clock.setTime(clock.now() + 2_000);
    await reached(createApi(`${second.url}/admin`, ADMIN_TOKEN), 'delivered', 2);
    await second.close();

    expect([before, sent().length]).toEqual([1, 2]);
  });

  test('F04: killed during an attempt, it makes that attempt again and no further one', async () => {
    status = undefined;
    const first = await spawn();
    await queueScrape(first.url, first.admin);
    await eventually(sent, ({ length }) => length === 1);
    await first.end('SIGKILL');
    await expireHeartbeats(database);
    status = 200;

    const second = await spawn();
    await reached(second.admin, 'delivered', 1);
    await second.end('SIGTERM');

    const jobs = sent().map((request) => headersOf(request)['x-scrapfly-webhook-job-id']);
    expect(jobs).toEqual([jobs[0], jobs[0]]);
  });
});
