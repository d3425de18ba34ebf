import { verifyWebhook } from '@scrapekit/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventually } from '../../../support/eventually.ts';
import { startReceiver, type Received, type Receiver } from '../../../support/receiver.ts';
import { eventOf, headersOf, signatureOf, svixAccepts } from '../svix-deliveries.ts';
import { START, type Account, type ScrapeNestServer } from '../start-scrapenest.ts';

const DAY = 86_400;
const HOST_GONE = 'http://nowhere.example/';

interface LoggedDelivery {
  readonly account_id: string;
  readonly state: string;
  readonly attempts: number;
  readonly status_code: number | null;
  readonly error: string | null;
}

export function describeDeliveries(server: () => ScrapeNestServer): void {
  let receiver: Receiver;
  /** The statuses of successive answers by path; the last one repeats. A path without an entry answers 204. */
  const statuses = new Map<string, number[]>();

  beforeAll(async () => {
    receiver = await startReceiver(({ path }, response) => {
      if (path.startsWith('/hangs')) return;
      const script = statuses.get(path) ?? [204];
      const status = (script.length > 1 ? script.shift() : script[0]) ?? 204;
      response.writeHead(status, status === 307 ? { location: `${receiver.url}/elsewhere` } : {}).end();
    });
  });
  afterAll(async () => await receiver.close());

  const at = (path: string) => receiver.received.filter((request) => request.path === path);
  const came = async (path: string, count: number): Promise<readonly Received[]> =>
    await eventually(
      () => at(path),
      (requests) => requests.length >= count,
    );
  const deliveriesOf = async ({ id }: Account): Promise<readonly LoggedDelivery[]> => {
    const { body } = await server().admin.get('/deliveries');
    return body.deliveries.filter(({ account_id: owner }: LoggedDelivery) => owner === id);
  };
  const settled = async (account: Account, state: string, attempts: number) =>
    await eventually(
      async () => (await deliveriesOf(account))[0],
      (delivery) => delivery?.state === state && delivery.attempts === attempts,
    );
  const now = () => server().clock.now();

  describe('deliveries', () => {
    test('N05, N07, N11: a delivery holds the event as it is listed, with a signature that Svix accepts', async () => {
      const account = await server().account();
      const { secret } = await account.register(`${receiver.url}/signed`);
      await account.scrape('http://smile.example/');

      const [delivery] = await came('/signed', 1);
      const { events } = (await account.call('GET', '/events?types=job.completed')).body;
      const headers = headersOf(delivery!);

      expect(eventOf(delivery!)).toEqual(events[0]);
      expect(headers).toMatchObject({
        'content-type': 'application/json',
        'svix-id': expect.stringMatching(/^msg_[A-Za-z0-9]{16}$/),
        'svix-timestamp': String(Math.floor(now() / 1_000)),
        'svix-signature': signatureOf(delivery!, secret),
      });
      expect(svixAccepts(delivery!, secret, now())).toBe(true);
      expect(svixAccepts({ ...delivery!, body: Buffer.from('{}') }, secret, now())).toBe(false);
      expect(
        verifyWebhook('scrapenest', delivery!, { secrets: [secret], now: new Date(now()) }),
      ).toMatchObject({ type: 'job.completed', status: 'completed' });
    });

    test('N07: each endpoint gets the events it subscribes to, signed with its own secret', async () => {
      const account = await server().account();
      const ends = await account.register(`${receiver.url}/ends`);
      const files = await account.register(`${receiver.url}/files`, ['artifact.ready', 'job.created']);
      await account.scrape('http://smile.example/');

      const completed = await came('/ends', 1);
      const others = await came('/files', 4);
      await eventually(
        async () => await deliveriesOf(account),
        (deliveries) => deliveries.length === 5 && deliveries.every(({ state }) => state === 'delivered'),
      );
      const { events } = (await account.call('GET', '/events')).body;

      expect([...completed, ...others].map(eventOf)).toEqual(expect.arrayContaining(events));
      expect(at('/ends').map((delivery) => eventOf(delivery).event_type)).toEqual(['job.completed']);
      expect(at('/files')).toHaveLength(4);
      expect(completed.every((delivery) => svixAccepts(delivery, ends.secret, now()))).toBe(true);
      expect(others.every((delivery) => svixAccepts(delivery, files.secret, now()))).toBe(true);
      expect(others.some((delivery) => svixAccepts(delivery, ends.secret, now()))).toBe(false);
    });

    test('N02, N04, N05: retries are made within three days, each with a new signature and the same id', async () => {
      const account = await server().account();
      const { secret } = await account.register(`${receiver.url}/never`);
      statuses.set('/never', [500]);
      await account.scrape(HOST_GONE);

      // Each delay is twice the one before, from 5 s to 22 h 45 min 20 s. The longest one is used twice.
      const delays = [
        ...[5, 10, 20, 40, 80, 160, 320, 640, 1_280, 2_560, 5_120, 10_240, 20_480, 40_960],
        ...[81_920, 81_920],
      ];
      const begun = now();
      for (const [index, delay] of delays.entries()) {
        await settled(account, 'waiting', index + 1);
        await server().pass(delay - 1);
        await server().pass(1);
      }
      const last = await settled(account, 'failed', 17);
      await server().pass(3 * DAY);
      const deliveries = await came('/never', 17);
      const sentAt = deliveries.map((delivery) => Number(headersOf(delivery)['svix-timestamp']));

      const due = delays.reduce((all, delay) => [...all, all.at(-1)! + delay], [begun / 1_000]);
      expect(sentAt).toEqual(due.map(Math.floor));
      expect(due.at(-1)! - due[0]!).toBeLessThan(3 * DAY);
      expect(last).toMatchObject({ status_code: 500, error: 'The receiver answered 500.' });
      expect(new Set(deliveries.map((delivery) => headersOf(delivery)['svix-id'])).size).toBe(1);
      expect(new Set(deliveries.map(({ body }) => body.toString())).size).toBe(1);
      expect(
        deliveries.every((delivery, index) => svixAccepts(delivery, secret, sentAt[index]! * 1_000)),
      ).toBe(true);
    }, 90_000);

    test('N02, N03: a delivery is retried until the receiver answers 202, and not after that', async () => {
      const account = await server().account();
      await account.register(`${receiver.url}/flaps`);
      statuses.set('/flaps', [404, 503, 302, 202]);
      await account.scrape(HOST_GONE);

      for (const [index, delay] of [5, 10, 20].entries()) {
        await settled(account, 'waiting', index + 1);
        await server().pass(delay);
      }
      const delivered = await settled(account, 'delivered', 4);
      await server().pass(3 * DAY);

      expect(delivered).toMatchObject({ status_code: 202, error: null });
      expect(new Set(at('/flaps').map((delivery) => eventOf(delivery).event_id)).size).toBe(1);
      expect(at('/flaps')).toHaveLength(4);
    });

    test('N04: an attempt without an answer fails after ten seconds and is retried', async () => {
      const account = await server().account();
      await account.register(`${receiver.url}/hangs`);
      await account.scrape(HOST_GONE);
      const startedAt = Date.now();

      const waiting = await settled(account, 'waiting', 1);

      expect(waiting).toMatchObject({
        status_code: null,
        error: 'The receiver did not answer within 10 s.',
      });
      expect(Date.now() - startedAt).toBeGreaterThan(9_000);
    });

    test('N03: a redirect is a failed attempt and is not followed', async () => {
      const account = await server().account();
      await account.register(`${receiver.url}/redirects`);
      statuses.set('/redirects', [307]);
      await account.scrape(HOST_GONE);

      expect(await settled(account, 'waiting', 1)).toMatchObject({
        status_code: 307,
        error: 'The receiver answered 307.',
      });
      expect(at('/elsewhere')).toEqual([]);
    });

    test('410 disables the endpoint; after it is enabled again it gets waiting and new events', async () => {
      const account = await server().account();
      const { id } = await account.register(`${receiver.url}/ends-it`);
      statuses.set('/ends-it', [410, 204]);
      await account.scrape(HOST_GONE);
      await settled(account, 'waiting', 1);

      const disabled = (await account.call('GET', `/webhook-endpoints/${id}`)).body;
      await account.ended(await account.scrape(HOST_GONE));
      const enabled = (await account.call('POST', `/webhook-endpoints/${id}/enable`)).body;
      await server().pass(5);
      await came('/ends-it', 2);
      await account.scrape(HOST_GONE);
      const deliveries = await came('/ends-it', 3);

      expect(disabled).toMatchObject({
        status: 'disabled',
        disabled_reason: 'The receiver answered 410.',
      });
      expect(enabled).toMatchObject({ status: 'enabled', disabled_reason: null });
      const told = deliveries.map((delivery) => eventOf(delivery).event_id);
      expect(told[1]).toBe(told[0]);
      // The event from the time when the endpoint was disabled is listed, but not sent.
      expect((await account.call('GET', '/events?types=job.completed')).body.events).toHaveLength(3);
    });

    test('a deleted endpoint gets nothing more, and waiting deliveries fail', async () => {
      const account = await server().account();
      const { id } = await account.register(`${receiver.url}/deleted`);
      statuses.set('/deleted', [500]);
      await account.scrape(HOST_GONE);
      await settled(account, 'waiting', 1);
      await account.call('DELETE', `/webhook-endpoints/${id}`);
      await server().pass(5);

      expect(await settled(account, 'failed', 2)).toMatchObject({ error: 'The endpoint was deleted.' });
      expect(at('/deleted')).toHaveLength(1);
    });

    test('N10: after a rotation both secrets sign for 24 hours, and then only the new one', async () => {
      const account = await server().account();
      const { id, secret: old } = await account.register(`${receiver.url}/rotated`);
      const rotation = async () => await account.call('POST', `/webhook-endpoints/${id}/rotate-secret`);
      const { secret: fresh } = (await rotation()).body;
      const accepted = async (count: number) => {
        await account.scrape(HOST_GONE);
        const delivery = (await came('/rotated', count))[count - 1]!;
        const signatures = headersOf(delivery)['svix-signature']!.split(' ');
        return { delivery, signatures, by: [fresh, old].map((key) => svixAccepts(delivery, key, now())) };
      };

      const first = await accepted(1);
      await server().pass(DAY - 1);
      const within = await accepted(2);
      const early = await rotation();
      await server().pass(1);
      const after = await accepted(3);
      const again = await rotation();

      expect(first.signatures).toEqual([
        signatureOf(first.delivery, fresh),
        signatureOf(first.delivery, old),
      ]);
      expect([first.by, within.by, after.by]).toEqual([
        [true, true],
        [true, true],
        [true, false],
      ]);
      expect(after.signatures).toEqual([signatureOf(after.delivery, fresh)]);
      expect([early.status, again.status]).toEqual([409, 200]);
    });

    test('N02: a retry is signed with the secrets that are valid when it is sent', async () => {
      const account = await server().account();
      const { id, secret: old } = await account.register(`${receiver.url}/late`);
      statuses.set('/late', [500, 204]);
      await account.scrape(HOST_GONE);
      await settled(account, 'waiting', 1);
      const { secret: fresh } = (await account.call('POST', `/webhook-endpoints/${id}/rotate-secret`)).body;
      await server().pass(5);

      const [before, retry] = await came('/late', 2);

      expect([fresh, old].map((key) => svixAccepts(before!, key, now()))).toEqual([false, true]);
      expect([fresh, old].map((key) => svixAccepts(retry!, key, now()))).toEqual([true, true]);
    });

    test('the log of deliveries contains neither a secret nor a key', async () => {
      const account = await server().account();
      const { secret } = await account.register(`${receiver.url}/logged`);
      await account.scrape(HOST_GONE);
      await settled(account, 'delivered', 1);

      const { text } = await server().admin.get('/deliveries');

      expect(text).not.toContain(secret);
      expect(text).not.toContain(account.key);
      expect(now()).toBeGreaterThan(START);
    });
  });
}
