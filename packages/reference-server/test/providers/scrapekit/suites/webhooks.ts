import { createHmac } from 'node:crypto';
import { verifyWebhook } from '@scrapekit/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventually } from '../../../support/eventually.ts';
import { NoBusinessesError } from '../../../../src/leads/pipeline.ts';
import { startReceiver, type Received, type Receiver } from '../../../support/receiver.ts';
import type { TestServer } from '../../../support/test-server.ts';

export function describeWebhooks(server: () => TestServer): void {
  let receiver: Receiver;

  beforeAll(async () => {
    receiver = await startReceiver(({ path }, response) => {
      if (path.startsWith('/slow')) return;
      if (path.startsWith('/redirect')) response.writeHead(307, { location: '/redirected' }).end();
      else if (path.startsWith('/broken')) response.writeHead(500).end();
      else response.writeHead(204).end();
    });
  });
  afterAll(async () => await receiver.close());

  const headersOf = ({ headers }: Received) =>
    Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value]));
  const bodyOf = ({ body }: Received) => JSON.parse(body.toString());
  const deliveryOf = async (jobId: string) => {
    const { body } = await server().admin.get('/deliveries');
    return body.deliveries.find((delivery: { job_id: string }) => delivery.job_id === jobId);
  };
  const settledDelivery = async (jobId: string) =>
    await eventually(
      async () => await deliveryOf(jobId),
      (delivery) => delivery !== undefined && !['pending', 'sending'].includes(delivery.state),
    );

  describe('webhooks', () => {
    test('C161, C162, C163, C164, C165, C169, C170, A14: announces a completed job, signed', async () => {
      const { api, secret } = await server().account(1);
      server().leadEngine.play('announced', { places: 3 });
      const id = await api.scrape('announced', { webhook_url: `${receiver.url}/ok/completed` });

      const delivery = await receiver.first('/ok/completed');
      const headers = headersOf(delivery);

      expect(delivery.method).toBe('POST');
      expect(bodyOf(delivery)).toEqual({
        event: 'scrape.job.completed',
        created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
        data: {
          job_id: id,
          status: 'completed',
          query: 'announced',
          location: 'Austin, Texas',
          results_count: 3,
          results_url: `${server().url}/api/v1/scrape/jobs/${id}/results`,
          credits_used: 0.045,
        },
      });
      expect(headers).toMatchObject({
        'content-type': 'application/json',
        'user-agent': 'ScrapeKit-Webhook/1.0',
        'x-scrapekit-event': 'scrape.job.completed',
        'x-scrapekit-timestamp': expect.stringMatching(/^[1-9]\d{9}$/),
      });
      const signed = `${headers['x-scrapekit-timestamp']}.${delivery.body.toString()}`;
      expect(headers['x-scrapekit-signature']).toBe(
        createHmac('sha256', secret).update(signed).digest('hex'),
      );
      expect(verifyWebhook('scrapekit', delivery, { secrets: [secret], now: new Date() }).jobId).toBe(id);
    });

    test('C162, C164: announces failure with its reason', async () => {
      const { api } = await server().account(1);
      server().leadEngine.play('nobody', { discoverFails: new NoBusinessesError('Nobody there.') });
      await api.scrape('nobody', { webhook_url: `${receiver.url}/ok/failed` });

      expect(bodyOf(await receiver.first('/ok/failed'))).toMatchObject({
        event: 'scrape.job.failed',
        data: { status: 'failed', results_count: 0, credits_used: 0, error: 'Nobody there.' },
      });
    });

    test('C158, C162, C166: announces a cancelled job once, as failed, without an error', async () => {
      const { api } = await server().account(1);
      const held = server().leadEngine.play('called off', { places: 30, holdFrom: 25 });
      const id = await api.scrape('called off', { webhook_url: `${receiver.url}/ok/cancelled` });
      await api.jobWhen(id, ({ progress }) => progress.scraped === 25);
      await api.post(`/jobs/${id}/cancel`);
      held.release();

      const { event, data } = bodyOf(await receiver.first('/ok/cancelled'));
      await settledDelivery(id);

      expect(event).toBe('scrape.job.failed');
      expect(data).toMatchObject({ status: 'cancelled', results_count: 25, credits_used: 0.375 });
      expect(data).not.toHaveProperty('error');
      expect(receiver.received.filter(({ path }) => path === '/ok/cancelled')).toHaveLength(1);
    });

    test('C167, C168: a receiver that reads the job at once sees the state that the webhook announced', async () => {
      const { api } = await server().account(1);
      const reading = Promise.withResolvers<unknown>();
      const curious = await startReceiver(({ body }, response) => {
        const { data } = JSON.parse(body.toString());
        void api.get(`/scrape/jobs/${data.job_id}`).then(({ body: job }) => {
          reading.resolve({ told: [data.status, data.credits_used], seen: [job.status, job.credits_used] });
          response.writeHead(200).end();
        });
      });
      await api.scrape('curious', { webhook_url: `${curious.url}/` });

      const { told, seen } = (await reading.promise) as { told: unknown; seen: unknown };
      await curious.close();

      expect(seen).toEqual(told);
      expect(told).toEqual(['completed', 0.045]);
    });

    test.each([
      ['/broken', 500, 'The receiver answered 500.'],
      ['/redirect', 307, 'The receiver answered 307.'],
    ])('C171, C173: sends to %s once and follows no redirect', async (path, statusCode, error) => {
      const { api } = await server().account(1);
      const id = await api.scrape(`once ${path}`, { webhook_url: `${receiver.url}${path}/${statusCode}` });

      const delivery = await settledDelivery(id);

      expect(delivery).toMatchObject({ state: 'failed', status_code: statusCode, error });
      expect(receiver.received.filter((request) => request.path.startsWith(path))).toHaveLength(1);
      expect(receiver.received.some((request) => request.path === '/redirected')).toBe(false);
    });

    test('C172: a receiver that never answers does not delay other deliveries', async () => {
      const { api } = await server().account(1);
      const slow = await api.scrape('slow', { webhook_url: `${receiver.url}/slow/1` });
      await receiver.first('/slow/1');
      await api.scrape('quick', { webhook_url: `${receiver.url}/ok/quick` });

      await receiver.first('/ok/quick');

      expect((await deliveryOf(slow)).state).toBe('sending');
    });

    test('a webhook that /admin tells the server to lose is recorded and not sent', async () => {
      const { api } = await server().account(1);
      await server().admin.post('/world', { faults: { lose_webhooks: true } });
      const id = await api.scrape('lost', { webhook_url: `${receiver.url}/ok/lost` });

      const delivery = await settledDelivery(id);
      await server().admin.post('/world', { faults: { lose_webhooks: false } });

      expect(delivery).toMatchObject({ state: 'dropped', event: 'scrape.job.completed', status_code: null });
      expect(receiver.received.some(({ path }) => path === '/ok/lost')).toBe(false);
    });

    test('C161: a job without a webhook_url sends no webhook', async () => {
      const { api } = await server().account(1);
      const id = await api.scrape('silent');
      await api.ended(id);

      expect(await deliveryOf(id)).toBeUndefined();
    });

    test('C174, C183: the log contains no secret', async () => {
      const { secret, key } = await server().account(1);

      const { text } = await server().admin.get('/deliveries');

      expect(text).not.toContain(secret);
      expect(text).not.toContain(key);
    });
  });
}
