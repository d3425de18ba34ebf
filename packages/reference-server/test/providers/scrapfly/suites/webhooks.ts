import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventually } from '../../../support/eventually.ts';
import { startReceiver, type Receiver } from '../../../support/receiver.ts';
import { firstDeliveryAt, headersOf } from '../deliveries.ts';
import type { ScrapflyServer } from '../start-scrapfly.ts';

export function describeWebhooks(server: () => ScrapflyServer): void {
  describe('webhooks', () => {
    let receiver: Receiver;
    beforeAll(async () => {
      receiver = await startReceiver(({ path }, response) =>
        response.writeHead(path.startsWith('/bad') ? 500 : 204).end(),
      );
    });
    afterAll(async () => await receiver.close());

    const url = 'http://shop.com/';

    test('F01, F23: a request with webhook_name answers 201 with the queued job', async () => {
      const account = await server().account();
      await account.addWebhook({ name: 'hook', url: `${receiver.url}/queued` });

      const { status, body } = await account.scrape({ url, webhook_name: 'hook' });

      expect(status).toBe(201);
      expect(body.context.job).toEqual({
        uuid: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
        type: 'SCRAPE',
        status: 'PENDING',
        is_finished: false,
        is_success: null,
      });
      expect(body.context.webhook).toMatchObject({ name: 'hook', queued_scrape_order: 1 });
      expect(body.config.webhook_name).toBe('hook');
      expect(body).not.toHaveProperty('result');
    });

    test.each([
      ['with another name', {}, 'other'],
      ['in another project', { project: 'else' }, 'hook'],
      ['in another environment', { env: 'TEST' }, 'hook'],
    ])('F03, F24: a webhook %s is not found', async (_case, scope, name) => {
      const account = await server().account();
      await account.addWebhook({ name: 'hook', url: `${receiver.url}/scoped` });
      const key = await account.addKey(scope);

      const { status, body } = await account.scrape({ url, webhook_name: name }, key);

      expect(status).toBe(400);
      expect(body).toMatchObject({ code: 'ERR::WEBHOOK::NOT_FOUND', retryable: false });
    });

    test("F03: another account's webhook is not found", async () => {
      const [owner, stranger] = [await server().account(), await server().account()];
      await owner.addWebhook({ name: 'hook', url: `${receiver.url}/owned` });

      expect((await stranger.scrape({ url, webhook_name: 'hook' })).body.code).toBe(
        'ERR::WEBHOOK::NOT_FOUND',
      );
    });

    test('F03, F06, F18: a name is unique within its project and environment', async () => {
      const account = await server().account();
      const target = `${receiver.url}/named`;
      await account.addWebhook({ name: 'hook', url: target });
      await account.addWebhook({ name: 'hook', url: target, project: 'else', env: 'TEST' });
      const key = await account.addKey({ project: 'else', env: 'TEST' });

      const taken = await account.register({ name: 'hook', url: target });
      const { body } = await account.scrape({ url, webhook_name: 'hook' }, key);
      const delivered = headersOf(await firstDeliveryAt(receiver, '/named'));

      expect(taken.status).toBe(409);
      expect(body.context).toMatchObject({ project: 'else', env: 'TEST' });
      expect(delivered).toMatchObject({
        'x-scrapfly-webhook-project': 'else',
        'x-scrapfly-webhook-env': 'TEST',
      });
    });

    test('F16: a new webhook receives an unsigned ping', async () => {
      const account = await server().account();
      const { uuid } = await account.addWebhook({ name: 'hook', url: `${receiver.url}/ping` });

      const ping = await receiver.first('/ping');

      const headers = headersOf(ping);
      expect(ping.method).toBe('POST');
      expect(headers).toMatchObject({
        'x-scrapfly-webhook-resource-type': 'ping',
        'x-scrapfly-webhook-id': uuid,
        'x-scrapfly-webhook-name': 'hook',
      });
      expect(Object.keys(headers).filter((name) => /signature|secret/.test(name))).toEqual([]);
    });

    test('F16: the operator can ping a webhook again', async () => {
      const account = await server().account();
      const { id } = await account.addWebhook({ name: 'hook', url: `${receiver.url}/again` });

      await server().admin.post(`/accounts/${account.id}/webhook-endpoints/${id}/test`);

      await eventually(
        () => receiver.received.filter(({ path }) => path === '/again'),
        (pings) => pings.length === 2,
      );
    });

    test.each([
      [{ url: 'http://127.0.0.1/' }, 'https'],
      [{ url: 'https://me:you@127.0.0.1/' }, 'https'],
      [{ name: 'a b' }, 'name'],
      [{ env: 'PROD' }, 'env'],
      [{ content_type: 'xml' }, 'content_type'],
      [{ content_encoding: 'br' }, 'content_encoding'],
      [{ edition: 'none' }, 'edition'],
      [{ queue_limit: -1 }, 'queue_limit'],
      [{ retries: 3 }, 'retries'],
      [{ queueLimit: 3 }, 'Unknown field "queueLimit". Did you mean "queue_limit"?'],
    ])('refuses a registration with %j', async (wrong, message) => {
      const account = await server().account();

      const { status, body } = await account.register({
        name: 'hook',
        url: `${receiver.url}/wrong`,
        ...wrong,
      });

      expect([status, body.error.message]).toEqual([400, expect.stringContaining(message)]);
    });

    test('F23, F24: a webhook with queue_limit 0 accepts no scrape', async () => {
      const account = await server().account();
      await account.addWebhook({ name: 'hook', url: `${receiver.url}/free`, queue_limit: 0 });

      const { status, body } = await account.scrape({ url, webhook_name: 'hook' });

      expect([status, body.code, body.retryable]).toEqual([429, 'ERR::WEBHOOK::QUEUE_FULL', true]);
    });

    test('F24: undelivered scrapes count towards queue_limit', async () => {
      const account = await server().account();
      await account.addWebhook({ name: 'hook', url: `${receiver.url}/bad-queue`, queue_limit: 2 });
      await account.scrape({ url, webhook_name: 'hook' });
      const second = await account.scrape({ url, webhook_name: 'hook' });

      const third = await account.scrape({ url, webhook_name: 'hook' });

      expect(second.body.context.webhook.queued_scrape_order).toBe(2);
      expect([third.status, third.body.code]).toEqual([429, 'ERR::WEBHOOK::QUEUE_FULL']);
    });

    test('F24: a webhook accepts no more unfinished scrapes than max_concurrency', async () => {
      const account = await server().account();
      await account.addWebhook({ name: 'hook', url: `${receiver.url}/busy`, max_concurrency: 1 });
      await account.addWebhook({ name: 'idle', url: `${receiver.url}/idle`, max_concurrency: 1 });
      await account.scrape({ url: 'http://slow.com/', webhook_name: 'hook' });

      const refused = await account.scrape({ url, webhook_name: 'hook' });
      const other = await account.scrape({ url, webhook_name: 'idle' });
      server().websites.release();
      await eventually(
        async () => await account.scrape({ url, webhook_name: 'hook' }),
        ({ status }) => status === 201,
      );

      const { status, body } = refused;
      expect([status, body.code, body.retryable]).toEqual([
        429,
        'ERR::WEBHOOK::MAX_CONCURRENCY_REACHED',
        true,
      ]);
      expect(other.status).toBe(201);
    });
  });
}
