import { createClient, createInbox, createWebhookReceiver, providers, type Client } from '@scrapekit/core';
import { systemClock } from '@scrapekit/core/system-clock';
import { undiciTransport } from '@scrapekit/core/undici';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startServer, type RunningServer } from '../../../src/index.ts';
import type { SiteProfile } from '../../../src/world/site/profile.ts';
import { createApi, type Api } from '../../support/api.ts';
import { startReceiver, type Receiver } from '../../support/receiver.ts';
import { createPgliteDatabase, type TestDatabase } from '../../support/test-database.ts';
import { ADMIN_TOKEN, PASSWORD } from '../../support/test-server.ts';
import { simulatedWebsites } from '../matchkraft/simulated-websites.ts';

const SEED = 'scrapfly';

describe('Scrapfly in the simulated internet, used through the client and its inbox', () => {
  const { scrapfly } = providers;
  const secrets: string[] = [];
  const inbox = createInbox({ clock: systemClock });
  const rejections: unknown[] = [];
  let database: TestDatabase;
  let server: RunningServer;
  let receiver: Receiver;
  let admin: Api;
  let client: Client;
  let accountId: string;
  let healthy: SiteProfile;

  beforeAll(async () => {
    database = await createPgliteDatabase();
    const receive = createWebhookReceiver({ provider: scrapfly, secrets, inbox, clock: systemClock });
    receiver = await startReceiver(({ method, headers, body }, response) => {
      void receive({ method, headers, body }).then(({ status, headers: answered, rejection }) => {
        if (rejection !== undefined) rejections.push(rejection);
        response.writeHead(status, answered).end();
      });
    });
    const settings = { port: 0, adminToken: ADMIN_TOKEN, logLevel: 'silent', seed: SEED };
    server = await startServer({ ...database.settings, ...settings, allowPrivateWebhooks: true });
    admin = createApi(`${server.url}/admin`, ADMIN_TOKEN);
    const account = { email: 'a@example.com', password: PASSWORD, balance: 0 };
    const { body } = await admin.post('/accounts', account);
    accountId = body.account_id;
    client = createClient(scrapfly, {
      transport: undiciTransport(),
      clock: systemClock,
      credentials: { apiKey: body.api_key },
      baseUrl: `${server.url}/scrapfly`,
      deliveries: inbox,
    });
    healthy = (await simulatedWebsites(SEED, 40)).find(({ behaviour }) => behaviour === 'normal')!;
  });
  afterAll(async () => {
    await server.close();
    await receiver.close();
    await database.drop();
  });

  const addWebhook = async (name: string, options: object) => {
    const webhook = { provider: 'scrapfly', name, url: `${receiver.url}/${name}`, ...options };
    const { body } = await admin.post(`/accounts/${accountId}/webhook-endpoints`, webhook);
    secrets.push(body.secret);
  };

  test.each([
    ['signed', {}],
    ['zipped', { content_encoding: 'gzip' }],
    ['older', { edition: 'secret' }],
  ])(
    'F01, F08, F10, F16: the client creates a scrape, waits for it and reads its result through a %s webhook',
    async (name, options) => {
      await addWebhook(name, options);

      const created = await client.create('scrape', {
        url: `http://${healthy.domain}/`,
        format: 'text',
        webhook_name: name,
      });
      const job = await client.wait(created);
      const rows = await Array.fromAsync(client.results(job));

      expect([created.status, job.status]).toEqual(['queued', 'completed']);
      expect(rows).toMatchObject([{ success: true, status_code: 200, url: `http://${healthy.domain}/` }]);
      expect(String(rows[0]?.['content'])).toContain(healthy.brand);
      expect(rejections).toEqual([]);
    },
  );

  test('F20: a job fails with the reason when its page cannot be fetched', async () => {
    await addWebhook('failing', {});

    const created = await client.create('scrape', {
      url: 'http://no-such-name.test/',
      webhook_name: 'failing',
    });
    const job = await client.wait(created);

    expect(job).toMatchObject({ status: 'failed', error: 'The name of the host could not be resolved.' });
  });

  test('F20: without a webhook the answer holds the page', async () => {
    const answer = await client.call('scrapeNow', { url: `http://${healthy.domain}/contact` });

    expect(answer).toMatchObject({ result: { success: true, content: expect.stringContaining('<html') } });
  });

  test('F03, F24: an unknown webhook is refused, and the request is not retried', async () => {
    const creating = client.create('scrape', { url: `http://${healthy.domain}/`, webhook_name: 'unknown' });

    await expect(creating).rejects.toMatchObject({
      code: 'ERR::WEBHOOK::NOT_FOUND',
      status: 400,
      retryable: false,
    });
  });

  test('the simulated internet does not reach the loopback addresses of the host', async () => {
    const calling = client.call('scrapeNow', { url: `${server.url}/healthz` });

    await expect(calling).rejects.toMatchObject({ status: 422 });
  });
});
