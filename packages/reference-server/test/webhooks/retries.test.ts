import type { ServerResponse } from 'node:http';
import { createGuardedAgent } from '@scrapekit/guarded-http';
import type { ClaimedMessage, Pump } from '@scrapekit/storage';
import { TestClock } from 'pg-boss';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createAccount } from '../../src/accounts/accounts.ts';
import { openStorage, type Storage } from '../../src/storage/open-storage.ts';
import { createDeliverer } from '../../src/webhooks/deliverer.ts';
import { takeDelivery } from '../../src/webhooks/delivery-store.ts';
import { insertEndpoint, changeEndpoint, listEndpoints } from '../../src/webhooks/endpoints.ts';
import { bookDeliveries, WEBHOOK_QUEUE, type DeliveryMessage } from '../../src/webhooks/outbox.ts';
import type { WebhookPolicy, WebhookSender } from '../../src/webhooks/webhook-sender.ts';
import { eventually } from '../support/eventually.ts';
import { storages } from '../support/on-both-storages.ts';
import { startReceiver, type Receiver } from '../support/receiver.ts';
import type { TestDatabase } from '../support/test-database.ts';

const START = Date.parse('2026-11-20T00:00:00Z');
const SECOND = 1_000;
const once: WebhookPolicy = { timeoutMs: 5_000, maxAnswerBytes: 65_536, retryDelaysMs: [], maxRedirects: 0 };
const promises: Readonly<Record<string, WebhookPolicy>> = {
  once,
  often: {
    ...once,
    retryDelaysMs: [30 * SECOND, 60 * SECOND, 300 * SECOND],
    maxRedirects: 2,
    disableAfterFailures: 5,
    disablingStatuses: [410],
  },
};

const senders = Object.entries(promises).map(([provider, policy]): WebhookSender => ({
  provider,
  policy,
  onEnded: () => Promise.resolve([]),
  compose: ({ attempt }) =>
    Promise.resolve({
      headers: { 'x-attempt': String(attempt), 'x-secret': 'whispered' },
      body: Buffer.from('{}'),
      withoutSecret: { headers: { 'x-attempt': String(attempt) }, body: Buffer.from('{}') },
    }),
}));

describe.each(storages)('deliveries that are retried, on %s', (_name, createDatabase) => {
  const clock = new TestClock(START);
  let database: TestDatabase;
  let storage: Storage;
  let receiver: Receiver;
  let other: Receiver;
  let deliverer: Pump;
  let accountId = '';
  let answers: (response: ServerResponse, path: string) => void;
  const failures: unknown[] = [];
  const dispatcher = createGuardedAgent({ allowPrivate: true });

  beforeAll(async () => {
    database = await createDatabase();
    const onError = (error: unknown) => void failures.push(error);
    storage = await openStorage({
      ...database.settings,
      queueNames: [WEBHOOK_QUEUE],
      onError,
      queueClock: clock,
    });
    receiver = await startReceiver(({ path }, response) => answers(response, path));
    other = await startReceiver();
    const account = { email: 'a@example.com', passwordHash: '', opening: 0, at: new Date(START) };
    accountId = (await storage.transaction(async (trx) => await createAccount(trx, account)))?.id ?? '';
  });
  afterAll(async () => {
    await dispatcher.destroy();
    await storage.close();
    await database.drop();
    await receiver.close();
    await other.close();
  });
  beforeEach(() => {
    answers = (response) => response.writeHead(500).end();
    deliverer = createDeliverer({
      storage,
      clock: { now: () => clock.now(), sleep: () => Promise.reject(new Error('Nothing sleeps here.')) },
      dispatcher,
      senders,
      publicUrl: () => 'https://server.example',
      isDropped: () => false,
      onError: (error) => void failures.push(error),
    });
  });
  afterEach(async () => {
    await deliverer.stop();
  });

  const book = async (provider: string, path: string, endpointId?: string, owner = accountId) => {
    const origin = { accountId: owner, provider, jobId: null, at: new Date(clock.now()) };
    const announcements = [{ event: 'test', url: receiver.url + path, endpointId }];
    const [id = ''] = await storage.transaction(
      async (trx) => await bookDeliveries(trx, storage.queues, { origin, announcements }),
    );
    return id;
  };
  // Does what a server does before it is killed: it records the attempt and sends nothing. The queue repeats its message.
  const begin = async (id: string, { isRepeatable }: { isRepeatable: boolean }) => {
    const [claim] = await storage.queues.fetch(WEBHOOK_QUEUE, 1);
    expect(claim?.message).toEqual({ deliveryId: id, attempt: 1 });
    await takeDelivery(storage.db, claim as ClaimedMessage<DeliveryMessage>, {
      isRepeatable,
      at: new Date(clock.now()),
    });
    await storage.queues.release(claim!);
    await pass(2 * SECOND);
  };
  const read = async (id: string) =>
    await storage.db.selectFrom('delivery').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const reached = async (id: string, state: string, attempts: number) =>
    await eventually(
      async () => {
        deliverer.wake();
        return await read(id);
      },
      (delivery) => delivery.state === state && delivery.attempts === attempts,
    );
  const sent = (path: string) => receiver.received.filter((request) => request.path === path);
  const attemptsAt = (path: string) =>
    sent(path).map(({ headers }) => Number(headers.find(([name]) => name === 'x-attempt')?.[1]));
  const pass = async (ms: number) => await clock.setTime(clock.now() + ms);

  test('F04: each attempt follows the one before after its documented delay, and the delivery fails after the last', async () => {
    deliverer.start();
    const begun = clock.now();
    const id = await book('often', '/never');

    const due: number[] = [];
    for (const [index, delayMs] of [30, 60, 300].map((seconds) => seconds * SECOND).entries()) {
      const { next_attempt_at: next } = await reached(id, 'waiting', index + 1);
      due.push(((next?.getTime() ?? 0) - begun) / SECOND);
      await pass(delayMs - 1);
      deliverer.wake();
      expect(await storage.queues.fetch(WEBHOOK_QUEUE, 10)).toEqual([]);
      await pass(1);
    }
    await reached(id, 'failed', 4);

    expect(due).toEqual([30, 90, 390]);
    expect(attemptsAt('/never')).toEqual([1, 2, 3, 4]);
  });

  test('S05, N03: attempts end with the first 2xx answer', async () => {
    deliverer.start();
    const id = await book('often', '/flapping');
    await reached(id, 'waiting', 1);
    answers = (response) => response.writeHead(202).end();
    await pass(30 * SECOND);

    const delivered = await reached(id, 'delivered', 2);
    await pass(3_600 * SECOND);

    expect(delivered).toMatchObject({ status_code: 202, error: null, next_attempt_at: null });
    expect(attemptsAt('/flapping')).toEqual([1, 2]);
  });

  test('an attempt that a killed server had begun is repeated once when the provider promises retries', async () => {
    answers = (response) => response.writeHead(200).end();
    const id = await book('often', '/killed');
    await begin(id, { isRepeatable: true });

    deliverer.start();
    await reached(id, 'delivered', 1);

    expect(attemptsAt('/killed')).toEqual([1]);
  });

  test('C171, M06: an attempt that a killed server had begun is not repeated when the provider promises a single POST', async () => {
    answers = (response) => response.writeHead(200).end();
    const id = await book('once', '/killed-once');
    await begin(id, { isRepeatable: false });

    deliverer.start();
    await reached(id, 'interrupted', 1);

    expect(sent('/killed-once')).toEqual([]);
  });

  test('a queue message that is received twice does not repeat its attempt', async () => {
    const id = await book('often', '/twice');
    await storage.transaction(
      async (trx) => await storage.queues.send(trx, WEBHOOK_QUEUE, { deliveryId: id, attempt: 1 }),
    );

    deliverer.start();
    await reached(id, 'waiting', 1);
    await pass(30 * SECOND);
    await reached(id, 'waiting', 2);

    expect(attemptsAt('/twice')).toEqual([1, 2]);
  });

  test('an attempt that is interrupted by a stop of the server is left to the next start', async () => {
    const arrived = Promise.withResolvers<undefined>();
    answers = () => arrived.resolve(undefined);
    deliverer.start();
    const id = await book('often', '/stopped');
    deliverer.wake();
    await arrived.promise;
    await deliverer.stop();

    expect(await read(id)).toMatchObject({ state: 'sending', attempts: 1 });
  });

  describe('redirects', () => {
    test('F05: redirects to the same origin are followed with the same request', async () => {
      answers = (response, path) =>
        path === '/moved'
          ? response.writeHead(301, { location: '/new' }).end()
          : response.writeHead(204).end();
      deliverer.start();
      await reached(await book('often', '/moved'), 'delivered', 1);

      const [request] = sent('/new');

      expect(request?.method).toBe('POST');
      expect(request?.headers).toContainEqual(['x-secret', 'whispered']);
    });

    test('a redirect to another origin does not receive the secret', async () => {
      answers = (response) => response.writeHead(307, { location: `${other.url}/away` }).end();
      deliverer.start();
      await reached(await book('often', '/leaves'), 'delivered', 1);

      const [request] = other.received.filter(({ path }) => path === '/away');

      expect(request?.headers.map(([name]) => name)).not.toContain('x-secret');
    });

    test.each([
      ['without end', '/loop', 'The receiver redirected more than 2 times.'],
      ['to plain http', 'http://127.0.0.1:1/', 'The receiver redirected to an address that is no https URL.'],
      [
        'with a user',
        'https://me:you@127.0.0.1:1/',
        'The receiver redirected to an address that is no https URL.',
      ],
    ])('redirects %s are a failure', async (_kind, location, error) => {
      answers = (response) => response.writeHead(302, { location }).end();
      deliverer.start();

      expect(await reached(await book('often', '/loop'), 'waiting', 1)).toMatchObject({ error });
    });
  });

  describe('a registered endpoint', () => {
    const register = async (path: string) =>
      (await insertEndpoint(storage.db, {
        accountId,
        provider: 'often',
        url: receiver.url + path,
        at: new Date(clock.now()),
      }))!.id;
    const stateOf = async (id: string) =>
      (await listEndpoints(storage.db, { accountId, provider: 'often' })).find((one) => one.id === id);

    test('F04: an endpoint is disabled by one failure more than allowed, and nothing is sent to it after that', async () => {
      deliverer.start();
      const endpointId = await register('/dead');
      for (let count = 0; count < 6; count++)
        await reached(await book('often', '/', endpointId), 'waiting', 1);

      const refused = await reached(await book('often', '/', endpointId), 'failed', 1);

      expect(await stateOf(endpointId)).toMatchObject({
        failuresInRow: 6,
        disabledReason: 'More than 5 attempts in a row failed. Repair the receiver, then enable it again.',
      });
      expect(refused.error).toMatch(/^The endpoint is disabled: /);
      expect(sent('/dead')).toHaveLength(6);
    });

    test('F04: an endpoint that was enabled again receives messages, and its count of failures begins at 0', async () => {
      deliverer.start();
      const endpointId = await register('/repaired');
      for (let count = 0; count < 6; count++)
        await reached(await book('often', '/', endpointId), 'waiting', 1);
      await changeEndpoint(
        storage.db,
        { id: endpointId, accountId, provider: 'often' },
        { disabledReason: null },
      );
      answers = (response) => response.writeHead(200).end();

      await reached(await book('often', '/', endpointId), 'delivered', 1);

      expect(await stateOf(endpointId)).toMatchObject({ failuresInRow: 0, disabledReason: null });
    });

    test('an endpoint is disabled at once by a disabling status', async () => {
      answers = (response) => response.writeHead(410).end();
      deliverer.start();
      const endpointId = await register('/gone');
      await reached(await book('often', '/', endpointId), 'waiting', 1);

      expect(await stateOf(endpointId)).toMatchObject({ disabledReason: 'The receiver answered 410.' });
    });

    test('a waiting delivery is sent to the new address of its endpoint', async () => {
      deliverer.start();
      const endpointId = await register('/old-address');
      const id = await book('often', '/', endpointId);
      await reached(id, 'waiting', 1);
      const owner = { id: endpointId, accountId, provider: 'often' };
      await changeEndpoint(storage.db, owner, { url: `${receiver.url}/new-address` });
      answers = (response) => response.writeHead(200).end();
      await pass(30 * SECOND);
      await reached(id, 'delivered', 2);

      expect(attemptsAt('/new-address')).toEqual([2]);
    });
  });

  test('no background failure was reported', () => {
    expect(failures).toEqual([]);
  });

  test('C172: an account with 60 deliveries to a mute receiver does not delay the delivery of another account', async () => {
    answers = (response, path) => {
      if (path !== '/mute') response.writeHead(204).end();
    };
    const account = { email: 'b@example.com', passwordHash: '', opening: 0, at: new Date(START) };
    const neighbour = await storage.transaction(async (trx) => await createAccount(trx, account));
    for (let booked = 0; booked < 60; booked++) await book('once', '/mute');
    const id = await book('once', '/prompt', undefined, neighbour?.id);
    deliverer.start();

    expect(await reached(id, 'delivered', 1)).toMatchObject({ status_code: 204 });
    expect(sent('/mute').length).toBeLessThanOrEqual(20);
  });
});
