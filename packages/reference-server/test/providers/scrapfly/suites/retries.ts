import type { ServerResponse } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventually } from '../../../support/eventually.ts';
import { startReceiver, type Receiver } from '../../../support/receiver.ts';
import { deliveriesAt, headersOf } from '../deliveries.ts';
import type { Account, ScrapflyServer } from '../start-scrapfly.ts';

const SECOND = 1_000;
const url = 'http://json.com/';

interface Delivery {
  readonly id: string;
  readonly job_id: string | null;
  readonly account_id: string;
  readonly state: string;
  readonly attempts: number;
  readonly next_attempt_at: string | null;
  readonly error: string | null;
}

export function describeRetries(server: () => ScrapflyServer): void {
  describe('retries', () => {
    let receiver: Receiver;
    const answers = new Map<string, (response: ServerResponse) => void>();
    beforeAll(async () => {
      receiver = await startReceiver(({ path, headers }, response) => {
        const isPing = headers.some(([, value]) => value === 'ping');
        const answer = isPing ? undefined : answers.get(path);
        (answer ?? ((good) => good.writeHead(200).end()))(response);
      });
    });
    afterAll(async () => await receiver.close());

    const deliveriesOf = async ({ id }: Account): Promise<readonly Delivery[]> => {
      const { body } = await server().admin.get('/deliveries');
      return body.deliveries.filter(
        (one: Delivery) => one.account_id === id && one.job_id !== null,
      ) as readonly Delivery[];
    };
    const reached = async (account: Account, state: string, attempts: number) => {
      const [delivery] = await eventually(
        async () => await deliveriesOf(account),
        ([one]) => one?.state === state && one.attempts === attempts,
      );
      return delivery!;
    };
    const pass = async (ms: number) => await server().clock.setTime(server().clock.now() + ms);
    const begin = async (path: string, answer: (response: ServerResponse) => void) => {
      answers.set(path, answer);
      const account = await server().account();
      const webhook = await account.addWebhook({ name: 'hook', url: receiver.url + path });
      await account.scrape({ url, webhook_name: 'hook' });
      return { account, webhook };
    };

    test('F04: attempts are made exactly 0, 30, 90, 390, 2190, 5790 and 92190 s after the job ended', async () => {
      const begun = server().clock.now();
      const { account, webhook } = await begin('/dead', (response) => response.writeHead(503).end());

      const due = [0];
      for (const [index, delay] of [30, 60, 300, 1_800, 3_600, 86_400].entries()) {
        const { next_attempt_at: next } = await reached(account, 'waiting', index + 1);
        due.push((Date.parse(next ?? '') - begun) / SECOND);
        await pass(delay * SECOND - 1);
        expect(deliveriesAt(receiver, '/dead')).toHaveLength(index + 1);
        await pass(1);
      }
      await reached(account, 'failed', 7);
      await pass(10 * 86_400 * SECOND);

      expect(due).toEqual([0, 30, 90, 390, 2_190, 5_790, 92_190]);
      const counts = deliveriesAt(receiver, '/dead').map(
        ({ body }) => JSON.parse(body.toString()).context.webhook.consecutive_failed_count,
      );
      expect(counts).toEqual([0, 1, 2, 3, 4, 5, 6]);
      expect(await webhook.read()).toMatchObject({ failures_in_row: 7, disabled_reason: null });
    });

    test('F05, F08: a failed delivery is repeated for the same job until the receiver answers 2xx', async () => {
      const { account, webhook } = await begin('/flapping', (response) => response.writeHead(500).end());
      await reached(account, 'waiting', 1);
      answers.set('/flapping', (response) => response.writeHead(202).end());
      await pass(30 * SECOND);
      await reached(account, 'delivered', 2);

      const [first, second] = deliveriesAt(receiver, '/flapping').map(headersOf);
      expect(second?.['x-scrapfly-webhook-job-id']).toBe(first?.['x-scrapfly-webhook-job-id']);
      expect(await webhook.read()).toMatchObject({ failures_in_row: 0 });
    });

    test.each([400, 401, 404, 410, 429])(
      'F05, F26: an answer %d is retried and does not disable the webhook',
      async (status) => {
        const { account, webhook } = await begin(`/${status}`, (response) =>
          response.writeHead(status).end(),
        );

        expect(await reached(account, 'waiting', 1)).toMatchObject({
          error: `The receiver answered ${status}.`,
        });
        expect(await webhook.read()).toMatchObject({ disabled_reason: null });
      },
    );

    test('F05: a redirect within the origin is followed with the signature; a redirect loop and a redirect to http fail', async () => {
      answers.set('/new', (response) => response.writeHead(204).end());
      const { account } = await begin('/old', (response) =>
        response.writeHead(308, { location: '/new' }).end(),
      );
      const { account: dizzy } = await begin('/loop', (response) =>
        response.writeHead(302, { location: '/loop' }).end(),
      );
      const { account: plain } = await begin('/plain', (response) =>
        response.writeHead(302, { location: 'http://127.0.0.1:9/' }).end(),
      );

      await reached(account, 'delivered', 1);
      const [moved] = deliveriesAt(receiver, '/new');
      expect(moved && headersOf(moved)).toHaveProperty('x-scrapfly-webhook-signature');
      expect((await reached(dizzy, 'waiting', 1)).error).toBe('The receiver redirected more than 5 times.');
      expect((await reached(plain, 'waiting', 1)).error).toContain('no https URL');
    });

    test('F04, F24: more than 100 failures in a row disable a webhook until it is enabled again', async () => {
      const { account, webhook } = await begin('/over', (response) => response.writeHead(500).end());
      const scrape = async () => await account.scrape({ url, webhook_name: 'hook' });
      await Promise.all(Array.from({ length: 19 }, scrape));
      for (const [index, delay] of [30, 60, 300, 1_800, 0].entries()) {
        const waits = (one: Delivery) => one.state === 'waiting' && one.attempts === index + 1;
        await eventually(
          async () => await deliveriesOf(account),
          (all) => all.length === 20 && all.every(waits),
        );
        await pass(delay * SECOND);
      }
      const afterHundred = await webhook.read();
      await scrape();
      const afterMore = await eventually(
        async () => await webhook.read(),
        ({ disabled_reason: reason }) => reason !== null,
      );
      const refused = await scrape();
      await pass(3_600 * SECOND);
      await eventually(
        async () => await deliveriesOf(account),
        (all) => all.every(({ state }) => state === 'failed'),
      );
      const sent = deliveriesAt(receiver, '/over').length;

      answers.delete('/over');
      const enabled = await webhook.enable();
      const accepted = await scrape();
      await eventually(
        () => deliveriesAt(receiver, '/over').length,
        (count) => count === 102,
      );

      expect(afterHundred).toMatchObject({ failures_in_row: 100, disabled_reason: null });
      expect(afterMore).toMatchObject({ failures_in_row: 101 });
      const { status, body } = refused;
      expect([status, body.code, body.retryable]).toEqual([400, 'ERR::WEBHOOK::DISABLED', false]);
      expect(sent).toBe(101);
      expect(enabled.body).toMatchObject({ failures_in_row: 0, disabled_reason: null });
      expect(accepted.status).toBe(201);
    });
  });
}
