import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test, vi } from 'vitest';
import { ConfigurationError } from '../../src/errors/configuration-error.ts';
import { WebhookVerificationError } from '../../src/errors/webhook-verification-error.ts';
import { MatchKraft, ScrapeKit, Scrapfly, Scrupp } from '../../src/node/index.ts';
import { signWebhook, type ProviderId } from '../../src/verify-webhook.ts';
import type { WebhookEvent } from '../../src/webhook-event.ts';
import { scriptedTransport } from '../scripted-transport.ts';
import { apiKey, created, input, jobIn, results, scriptedScrapeKit } from './scripted-provider.ts';

const secret = `whsec_${'a'.repeat(43)}`;

function sign(provider: ProviderId, content: object, key: string, now = new Date()) {
  const body = new TextEncoder().encode(JSON.stringify(content));
  return { headers: signWebhook(provider, { body, secret: key, now }), body };
}

const completed = { event: 'scrape.job.completed', data: { job_id: 'sk_job_4f7a9b1c', status: 'completed' } };

test('C170: a Web request is verified with the secret from the environment', async () => {
  vi.stubEnv('SCRAPEKIT_WEBHOOK_SECRET', secret);
  const scrapekit = new ScrapeKit({ apiKey });
  vi.unstubAllEnvs();
  const request = (key: string) =>
    new Request('https://app.example/hook', { method: 'POST', ...sign('scrapekit', completed, key) });

  const event = await scrapekit.webhooks.verify(request(secret));

  expect(event).toMatchObject({ type: 'scrape.job.completed', jobId: 'sk_job_4f7a9b1c', trust: 'signed' });
  await expect(scrapekit.webhooks.verify(request('whsec_forged'))).rejects.toSatisfy((error) =>
    WebhookVerificationError.isInstance(error),
  );
});

test("C196: a receiver answers the requests of Node's server and hands each event on once", async () => {
  const scrapekit = new ScrapeKit({ apiKey, webhookSecrets: secret });
  const events: WebhookEvent[] = [];
  const receive = scrapekit.webhooks.receiver({ dispatch: (event) => void events.push(event) });
  const server = createServer((request, response) => {
    void receive(request).then(({ status, headers }) => response.writeHead(status, headers).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const delivery = { method: 'POST', ...sign('scrapekit', completed, secret) };

  const statuses = [
    await fetch(url, delivery),
    await fetch(url, delivery),
    await fetch(url, { method: 'POST' }),
  ].map(({ status }) => status);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));

  expect(statuses).toEqual([200, 200, 401]);
  expect(events.map(({ jobId }) => jobId)).toEqual(['sk_job_4f7a9b1c']);
});

test('C185, C186: a delivery ends the pause of a run, and the job is read again', async () => {
  const { scrapekit, requests, clock } = scriptedScrapeKit(
    [created, jobIn('running'), jobIn('completed'), results],
    {
      webhookSecrets: [secret],
    },
  );
  const receive = scrapekit.webhooks.receiver();
  // The delivery arrives while the run sleeps; the sleep itself never ends.
  vi.spyOn(clock, 'sleep').mockImplementation(async (_ms, signal) => {
    void receive({ method: 'POST', ...sign('scrapekit', completed, secret, new Date(clock.now())) });
    await new Promise((_resolve, reject) =>
      signal?.addEventListener('abort', () => reject(new Error('over'))),
    );
  });

  const leads = await scrapekit.scrape.run(input).toArray();

  expect(leads).toHaveLength(2);
  expect(requests).toHaveLength(4);
});

test('a missing signing secret is an error of the configuration', async () => {
  const scrapekit = new ScrapeKit({ apiKey });

  const verified = scrapekit.webhooks.verify({ method: 'POST', ...sign('scrapekit', completed, secret) });

  await expect(verified).rejects.toThrow(
    'ScrapeKit signs webhooks. Set SCRAPEKIT_WEBHOOK_SECRET, or pass the option webhookSecrets.',
  );
  await expect(verified).rejects.toSatisfy((error) => ConfigurationError.isInstance(error));
});

test('S06: Scrupp signs with the API key, so no further secret is needed', async () => {
  const scrupp = new Scrupp({ apiKey: 'scrupp-key' });
  const content = { event: 'task.completed', process_id: 7, status: 'completed' };

  const event = await scrupp.webhooks.verify({ method: 'POST', ...sign('scrupp', content, 'scrupp-key') });

  expect(event).toMatchObject({ jobId: '7', trust: 'signed' });
});

test("S06: Scrupp's webhook secret is the API key without the blanks with which it was given", async () => {
  const scrupp = new Scrupp({ apiKey: ' scrupp-key\n' });
  const content = { event: 'task.completed', process_id: 7, status: 'completed' };

  const event = await scrupp.webhooks.verify({ method: 'POST', ...sign('scrupp', content, 'scrupp-key') });

  expect(event).toMatchObject({ jobId: '7', trust: 'signed' });
});

test.each([
  { webhookSecrets: ` ${secret}\n` },
  { webhookSecrets: `\u200B${secret}\uFEFF` },
  { webhookSecrets: ['whsec_old', `${secret} `] },
])(
  'C170: a signing secret is used without the blanks and invisible characters around it: %j',
  async ({ webhookSecrets }) => {
    const scrapekit = new ScrapeKit({ apiKey, webhookSecrets });

    const event = await scrapekit.webhooks.verify({
      method: 'POST',
      ...sign('scrapekit', completed, secret),
    });

    expect(event).toMatchObject({ trust: 'signed' });
  },
);

test.each([{ webhookSecrets: ' ' }, { webhookSecrets: [''] }])(
  'a signing secret of blanks alone counts as missing: %j',
  async ({ webhookSecrets }) => {
    const scrapekit = new ScrapeKit({ apiKey, webhookSecrets });

    expect(scrapekit.webhooks.hasSecret).toBe(false);
    await expect(
      scrapekit.webhooks.verify({ method: 'POST', ...sign('scrapekit', completed, secret) }),
    ).rejects.toSatisfy((error) => ConfigurationError.isInstance(error));
  },
);

test('M09: an unsigned delivery of MatchKraft is a hint', async () => {
  const matchkraft = new MatchKraft({ apiKey });
  const jobId = '6f1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d';
  const content = { event: 'job.completed', jobId, jobType: 'domain-scan', status: 'COMPLETED' };
  const body = new TextEncoder().encode(JSON.stringify(content));

  const event = await matchkraft.webhooks.verify({ method: 'POST', headers: {}, body });

  expect(event).toMatchObject({ jobId, trust: 'hint' });
});

test('a job of Scrapfly is not created before there is a receiver for its result', async () => {
  const { transport, requests } = scriptedTransport({ json: { job_uuid: 'job-1' } });
  const scrapfly = new Scrapfly({ apiKey: 'scp-live-key', transport });
  const run = () => scrapfly.scrape.run({ url: 'https://example.com', webhook_name: 'hook' }).started();

  await expect(run()).rejects.toSatisfy((error) => ConfigurationError.isInstance(error));
  expect(requests).toEqual([]);

  scrapfly.webhooks.receiver();
  await expect(run()).resolves.toMatchObject({ id: 'job-1' });
});

test.each([undefined, null, 'text'])(
  '%j is no request: verify rejects, and a receiver answers',
  async (request) => {
    const scrapekit = new ScrapeKit({ apiKey, webhookSecrets: secret });
    const unknown = request as unknown as Request;

    const error: unknown = await scrapekit.webhooks.verify(unknown).catch((each: unknown) => each);
    const answer = await scrapekit.webhooks.receiver()(unknown);

    expect(ConfigurationError.isInstance(error)).toBe(true);
    expect(answer).toMatchObject({ status: 500, failure: { name: 'ConfigurationError' } });
  },
);
