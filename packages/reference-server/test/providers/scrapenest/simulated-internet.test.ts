import { createClient, providers, verifyWebhook, type Client } from '@scrapekit/core';
import { undiciTransport } from '@scrapekit/core/undici';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startServer, type RunningServer } from '../../../src/index.ts';
import { createApi } from '../../support/api.ts';
import { eventually } from '../../support/eventually.ts';
import { startReceiver, type Receiver } from '../../support/receiver.ts';
import { createPgliteDatabase, type TestDatabase } from '../../support/test-database.ts';
import { ADMIN_TOKEN } from '../../support/test-server.ts';
import { impatientClock, simulatedWebsites } from '../matchkraft/simulated-websites.ts';
import { accountAt, type Account } from './start-scrapenest.ts';

const SEED = 'scrapenest';

describe('ScrapeNest in the simulated internet, used through the client', () => {
  let database: TestDatabase;
  let server: RunningServer;
  let receiver: Receiver;
  let client: Client;
  let account: Account;

  beforeAll(async () => {
    database = await createPgliteDatabase();
    receiver = await startReceiver();
    server = await startServer({
      ...database.settings,
      port: 0,
      adminToken: ADMIN_TOKEN,
      logLevel: 'silent',
      allowPrivateWebhooks: true,
      seed: SEED,
    });
    const owner = { email: 'a@example.com', password: 'x', balance: 0 };
    const { body } = await createApi(`${server.url}/admin`, ADMIN_TOKEN).post('/accounts', owner);
    account = accountAt(`${server.url}/scrapenest/api/v1`, { id: body.account_id, key: body.api_key });
    client = createClient(providers.scrapenest, {
      transport: undiciTransport(),
      clock: impatientClock,
      credentials: { apiKey: body.api_key },
      baseUrl: `${server.url}/scrapenest`,
    });
  });
  afterAll(async () => {
    await server.close();
    await receiver.close();
    await database.drop();
  });

  test('N01, N05, N07: the client registers an endpoint, is nudged by signed events and reads the artifacts', async () => {
    const site = (await simulatedWebsites(SEED, 40)).find(
      ({ behaviour, printed }) => behaviour === 'normal' && printed.some(({ page }) => page === 'home'),
    )!;
    const { secret, id } = await client.registerEndpoint({ url: `${receiver.url}/hook` });
    const eventsOf = (jobId: string) =>
      receiver.received
        .map((delivery) => verifyWebhook('scrapenest', delivery, { secrets: [secret], now: new Date() }))
        .filter((event) => event.jobId === jobId);

    const created = await client.create('scrape', { url: `http://${site.domain}/` });
    const nudge = async () => {
      await eventually(
        () => eventsOf(created.id),
        (events) => events.some(({ type }) => type === 'job.completed'),
      );
    };
    const job = await client.wait(created, { nudge });
    const artifacts = await Array.fromAsync(client.results(created));
    const contacts = await account.call('GET', `/jobs/${created.id}/artifacts/contacts.json`);
    const told = await eventually(
      () => eventsOf(created.id),
      (events) => events.length === 4,
    );

    expect(id).toMatch(/^whe_/);
    expect(job.status).toBe('completed');
    expect(artifacts.map((artifact) => artifact['name'])).toEqual(['page.html', 'page.txt', 'contacts.json']);
    expect(contacts.body.emails).toEqual(
      expect.arrayContaining(site.printed.flatMap(({ page, email }) => (page === 'home' ? [email] : []))),
    );
    expect(told.map(({ type }) => type).toSorted()).toEqual([
      'artifact.ready',
      'artifact.ready',
      'artifact.ready',
      'job.completed',
    ]);
  });

  test('N08: the client reads why a job failed, and a loopback address fails the job', async () => {
    const nowhere = await client.wait(await client.create('scrape', { url: 'http://no-such-host.test/' }));
    const inside = await client.wait(await client.create('scrape', { url: `${server.url}/healthz` }));

    expect(nowhere).toMatchObject({ status: 'failed', error: 'The host does not exist.' });
    expect(inside.status).toBe('failed');
  });

  test('an unknown key is refused with a code that the client passes on', async () => {
    const stranger = createClient(providers.scrapenest, {
      transport: undiciTransport(),
      clock: impatientClock,
      credentials: { apiKey: 'sn_live_unknown' },
      baseUrl: `${server.url}/scrapenest`,
    });

    await expect(stranger.create('scrape', { url: 'http://no-such-host.test/' })).rejects.toMatchObject({
      status: 401,
      code: 'invalid_api_key',
    });
  });
});
