import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startReceiver, type Receiver } from '../../../support/receiver.ts';
import { deliver, firstDeliveryAt } from '../deliveries.ts';
import type { ScrapflyServer } from '../start-scrapfly.ts';
import { LARGE } from '../start-websites.ts';

export function describeDeliveredContent(server: () => ScrapflyServer): void {
  describe('delivered content', () => {
    let receiver: Receiver;
    beforeAll(async () => {
      receiver = await startReceiver();
    });
    afterAll(async () => await receiver.close());

    const delivered = async (path: string, page?: string) =>
      await deliver(server(), { receiver, path }, { page });

    test('F01: a queued POST reaches the page', async () => {
      const account = await server().account();
      await account.addWebhook({ name: 'hook', url: `${receiver.url}/posted` });
      await account.post({ url: 'http://form.com/', webhook_name: 'hook' }, '{"a":1}', 'application/json');

      const { body } = await firstDeliveryAt(receiver, '/posted');

      expect(JSON.parse(body.toString()).result.content).toBe('POST application/json {"a":1}');
    });

    test('F20: a page that cannot be fetched is delivered with success false', async () => {
      const { body } = await delivered('/failed', 'http://no-such-name.com/');

      const { context, result } = JSON.parse(body.toString());
      expect(context.job).toMatchObject({ is_finished: true, is_success: false });
      expect(result).toMatchObject({
        success: false,
        error: { code: 'ERR::SCRAPE::DNS_NAME_NOT_RESOLVED', retryable: false },
      });
    });

    test.each([
      ['http://large.com/', 'clob', 'text/plain; charset=utf-8'],
      ['http://large.com/binary', 'blob', 'application/octet-stream'],
    ])(
      'F21: large content of %s is delivered as a %s link, which needs the key',
      async (page, format, type) => {
        const { account, body, queued } = await delivered(`/${format}`, page);

        const { result } = JSON.parse(body.toString());
        const jobId = queued.context.job.uuid;
        expect(result).toMatchObject({ format, content: `${server().url}/scrapfly/blob/${jobId}` });
        const [own, without] = [await account.get(`/blob/${jobId}`), await fetch(result.content)];
        expect([own.status, own.headers.get('content-type'), without.status]).toEqual([200, type, 401]);
        expect(own.text).toBe(LARGE);
      },
    );

    test('the dashboard offers the result as JSON and as CSV', async () => {
      const { account, queued } = await delivered('/shown');
      const path = `/dashboard/jobs/${queued.context.job.uuid}/download?format=`;

      const [json, csv] = [await account.browse(`${path}json`), await account.browse(`${path}csv`)];

      expect(json.body.results).toMatchObject([{ content: '{"a":"ü"}', success: true }]);
      expect(csv.text).toMatch(/^url,success,status_code,.*\r\nhttp:\/\/json\.com\/,true,200,/);
    });

    test('F18: only the account can read its log entry', async () => {
      const { account, body, queued, webhook } = await delivered('/log');
      const path = `/log/${queued.context.job.uuid}`;
      const stranger = await server().account();

      const [own, foreign] = [await account.get(path), await stranger.get(path)];

      expect(own.body.result).toEqual(JSON.parse(body.toString()).result);
      expect(own.text).not.toContain(webhook.secret);
      expect([foreign.status, foreign.body.code]).toEqual([400, 'ERR::JOB::NOT_FOUND']);
    });
  });
}
