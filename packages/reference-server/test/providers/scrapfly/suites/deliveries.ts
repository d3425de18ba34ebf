import { createHmac } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { decode } from '@msgpack/msgpack';
import { verifyWebhook } from '@scrapekit/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventually } from '../../../support/eventually.ts';
import { startReceiver, type Receiver } from '../../../support/receiver.ts';
import { deliver, deliveriesAt, firstDeliveryAt, headersOf } from '../deliveries.ts';
import type { ScrapflyServer } from '../start-scrapfly.ts';

const url = 'http://json.com/';

export function describeDeliveries(server: () => ScrapflyServer): void {
  describe('deliveries', () => {
    let receiver: Receiver;
    let other: Receiver;
    beforeAll(async () => {
      other = await startReceiver();
      receiver = await startReceiver(({ path }, response) => {
        if (path.startsWith('/away')) response.writeHead(307, { location: other.url + path }).end();
        else response.writeHead(204).end();
      });
    });
    afterAll(async () => {
      await receiver.close();
      await other.close();
    });

    const delivered = async (path: string, options: object = {}) =>
      await deliver(server(), { receiver, path }, { options });
    const hmac = (secret: string, bytes: Uint8Array) =>
      createHmac('sha256', secret).update(bytes).digest('hex');

    test('F01, F19, F20: the body is the response of the scrape with context.webhook and context.job', async () => {
      const { body, webhook, queued } = await delivered('/body');

      const { config, context, result, uuid } = JSON.parse(body.toString());
      expect(config).toEqual(queued.config);
      expect(uuid).toBe(queued.uuid);
      expect(result).toMatchObject({ content: '{"a":"ü"}', status: 'DONE', success: true });
      expect(context.job).toEqual({
        uuid: queued.context.job.uuid,
        type: 'SCRAPE',
        status: 'DONE',
        is_finished: true,
        is_success: true,
      });
      expect(context.webhook).toEqual({
        name: 'hook',
        webhook_uuid: webhook.uuid,
        queue_limit: 1_000,
        queued_scrape_order: 1,
        consecutive_failed_count: 0,
        max_concurrency: 1_000,
        disable_reason: null,
      });
      expect(body.toString()).not.toContain(webhook.secret);
    });

    test('F06, F08, F09, F11, F12, F13, F14, F18: the headers identify the delivery and sign the body with the secret as text, and hold neither a time nor the secret', async () => {
      const { body, headers, webhook, queued } = await delivered('/headers', { project: 'default' });

      const digest = hmac(webhook.secret, body);
      expect(headers).toMatchObject({
        'content-type': 'application/json',
        'user-agent': 'Scrapfly/Webhook',
        'accept-encoding': 'gzip',
        'x-scrapfly-webhook-env': 'LIVE',
        'x-scrapfly-webhook-project': 'default',
        'x-scrapfly-webhook-name': 'hook',
        'x-scrapfly-webhook-id': webhook.uuid,
        'x-scrapfly-webhook-job-id': queued.context.job.uuid,
        'x-scrapfly-webhook-resource-type': 'scrape',
        'x-scrapfly-webhook-signature': digest.toUpperCase(),
        'x-scrapfly-webhook-signature-lowercase': digest,
        'x-scrapfly-log-uuid': queued.uuid,
        'x-scrapfly-log-url': `${server().url}/scrapfly/log/${queued.context.job.uuid}`,
      });
      expect(headers).not.toHaveProperty('x-scrapfly-webhook-secret');
      expect(headers).not.toHaveProperty('x-scrapfly-webhook-timestamp');
      expect(headers).not.toHaveProperty('content-encoding');
    });

    test('F06, F07: the older edition sends the secret in a header and in the body', async () => {
      const { body, headers, webhook } = await delivered('/older', { edition: 'secret', env: 'LIVE' });

      expect(headers).toMatchObject({
        'x-scrapfly-webhook-env': 'LIVE',
        'x-scrapfly-webhook-project': 'default',
        'x-scrapfly-webhook-name': 'hook',
        'x-scrapfly-webhook-secret': webhook.secret,
      });
      expect(Object.keys(headers).filter((name) => name.includes('signature'))).toEqual([]);
      expect(JSON.parse(body.toString()).context.webhook).toEqual({
        name: 'hook',
        secret: webhook.secret,
        consecutive_failed_count: 0,
      });
    });

    test.each(['json', 'msgpack'])(
      'F02, F10: a body is sent as %s, and with gzip the uncompressed bytes are signed',
      async (type) => {
        const plain = await delivered(`/plain-${type}`, { content_type: type });
        const zipped = await delivered(`/zipped-${type}`, { content_type: type, content_encoding: 'gzip' });

        const read = (bytes: Uint8Array) =>
          (type === 'json' ? JSON.parse(Buffer.from(bytes).toString()) : decode(bytes)) as {
            result: { content: string };
          };
        expect(plain.headers['content-type']).toBe(`application/${type}`);
        expect(zipped.headers).toMatchObject({
          'content-type': `application/${type}`,
          'content-encoding': 'gzip',
        });
        expect(read(plain.body).result.content).toBe('{"a":"ü"}');
        const inflated = gunzipSync(zipped.body);
        expect(read(inflated).result.content).toBe('{"a":"ü"}');
        for (const [{ headers, webhook }, signed] of [
          [plain, plain.body],
          [zipped, inflated],
        ] as const)
          expect(headers['x-scrapfly-webhook-signature-lowercase']).toBe(hmac(webhook.secret, signed));
      },
    );

    test.each([
      [{}, true],
      [{ content_encoding: 'gzip' }, true],
      [{ edition: 'secret' }, true],
      [{ content_type: 'msgpack' }, false],
      [{ content_type: 'msgpack', content_encoding: 'gzip' }, false],
    ])(
      'F08, F10, F13: core verifies a delivery with the settings %j, with the right secret only',
      async (options, readable) => {
        const path = `/verified-${Object.values(options).join('-')}`;
        const { body, pairs, webhook, queued } = await delivered(path, options);
        const now = new Date(server().clock.now());
        const verify = (secret: string) =>
          verifyWebhook('scrapfly', { headers: pairs, body }, { secrets: [secret], now });

        const event = verify(webhook.secret);

        const jobId = queued.context.job.uuid;
        expect(event).toMatchObject(readable ? { readable, jobId, status: 'completed' } : { readable });
        expect(JSON.stringify(event)).not.toContain(webhook.secret);
        expect(() => verify('another')).toThrow(expect.objectContaining({ reason: 'signature_mismatch' }));
      },
    );

    test('F12: two scrapes of a webhook carry the same webhook id and different job ids', async () => {
      const { account, headers } = await delivered('/two');
      await account.scrape({ url, webhook_name: 'hook' });
      const both = await eventually(
        () => deliveriesAt(receiver, '/two').map(headersOf),
        ({ length }) => length === 2,
      );

      expect(new Set(both.map((one) => one['x-scrapfly-webhook-id']))).toEqual(
        new Set([headers['x-scrapfly-webhook-id']]),
      );
      expect(new Set(both.map((one) => one['x-scrapfly-webhook-job-id'])).size).toBe(2);
    });

    test.each(['signature', 'secret'])(
      'F05: a redirect to another origin is followed without the %s',
      async (edition) => {
        const account = await server().account();
        const path = `/away-${edition}`;
        const { secret } = await account.addWebhook({ name: 'hook', url: receiver.url + path, edition });
        await account.scrape({ url, webhook_name: 'hook' });

        const away = await firstDeliveryAt(other, path);

        const names = Object.keys(headersOf(away));
        expect(names.filter((name) => /signature|webhook-secret/.test(name))).toEqual([]);
        expect(away.body.toString()).not.toContain(secret);
        expect(JSON.parse(away.body.toString()).context.webhook).toMatchObject({ name: 'hook' });
      },
    );
  });
}
