import type { ServerResponse } from 'node:http';
import type { WebhookMessage } from '@scrapekit/guarded-http';
import type { ClaimedMessage } from '@scrapekit/storage';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { findAttempt, listAttempts } from '../../src/webhooks/attempts.ts';
import { takeDelivery } from '../../src/webhooks/delivery-store.ts';
import { WEBHOOK_QUEUE, type DeliveryMessage } from '../../src/webhooks/outbox.ts';
import { MOST_ATTEMPTS, resend } from '../../src/webhooks/resend.ts';
import type { WebhookSender } from '../../src/webhooks/webhook-sender.ts';
import { storages } from '../support/on-both-storages.ts';
import { startReceiver, type Receiver } from '../support/receiver.ts';
import type { TestDatabase } from '../support/test-database.ts';
import { openDeliveryScene, SCENE_START, type DeliveryScene } from './delivery-scene.ts';

const LARGE = 'x'.repeat(100_000);
const SECRET = 'the-secret-of-the-endpoint';
const plain: WebhookMessage = { headers: { 'x-kind': 'plain' }, body: Buffer.from('{"a":"\u0000ä"}') };
const messages: Readonly<Record<string, WebhookMessage>> = {
  once: plain,
  often: plain,
  large: { headers: {}, body: Buffer.from(LARGE) },
  secret: {
    headers: { 'x-secret': SECRET },
    body: Buffer.from(SECRET),
    logged: { headers: { 'x-secret': 'hidden' }, body: Buffer.from('hidden') },
  },
};

const senders = Object.entries(messages).map(([provider, message]): WebhookSender => ({
  provider,
  policy: { timeoutMs: 5_000, retryDelaysMs: provider === 'often' ? [30_000, 60_000] : [], maxRedirects: 1 },
  onEnded: () => Promise.resolve([]),
  compose: () => Promise.resolve(message),
}));

describe.each(storages)('the attempts of deliveries, on %s', (_name, createDatabase) => {
  let database: TestDatabase;
  let scene: DeliveryScene;
  let receiver: Receiver;
  let answers: (response: ServerResponse, path: string) => void;

  beforeAll(async () => {
    database = await createDatabase();
    scene = await openDeliveryScene(database, senders);
    receiver = await startReceiver(({ path }, response) => answers(response, path));
  });
  afterAll(async () => {
    await scene.close();
    await database.drop();
    await receiver.close();
  });
  beforeEach(() => {
    answers = (response) => response.writeHead(500, { 'content-type': 'text/html' }).end('<b>no\u0000</b>');
  });

  const attempt = async (id: string, number: number) => await findAttempt(scene.storage.db, id, number);
  const resendAs = async (accountId: string, id: string) =>
    await resend(
      { storage: scene.storage, clock: scene.serverClock, wakeDeliverer: () => scene.deliverer.wake() },
      { id, accountId },
    );
  const sentTo = (path: string) => receiver.received.filter((request) => request.path === path).length;

  test('C171: an attempt that a killed server had begun is stored when the user sends the delivery again', async () => {
    const id = await scene.book({ provider: 'once', url: `${receiver.url}/killed` });
    const [claim] = await scene.storage.queues.fetch(WEBHOOK_QUEUE, 1);
    const at = new Date(SCENE_START);
    await takeDelivery(scene.storage.db, claim as ClaimedMessage<DeliveryMessage>, {
      isRepeatable: false,
      at,
    });
    await scene.storage.queues.release(claim!);
    await scene.clock.setTime(scene.clock.now() + 2_000);
    scene.deliverer.start();
    await scene.reached(id, 'interrupted', 1);

    const before = await listAttempts(scene.storage.db, id);
    const result = await resendAs(scene.accountId, id);
    answers = (response) => response.writeHead(204).end();
    await scene.reached(id, 'delivered', 2);

    expect([before, result]).toEqual([[], 'booked']);
    expect(await listAttempts(scene.storage.db, id)).toMatchObject([
      { number: 2, statusCode: 204, error: null },
      { number: 1, startedAt: at, statusCode: null, error: 'The server stopped during the attempt.' },
    ]);
  });

  test('C174: an attempt is stored with its request and the beginning of its answer, byte for byte', async () => {
    const id = await scene.book({ provider: 'once', url: `${receiver.url}/refuses` });
    await scene.reached(id, 'failed', 1);

    const stored = await attempt(id, 1);

    expect(stored).toMatchObject({
      url: `${receiver.url}/refuses`,
      statusCode: 500,
      error: 'The receiver answered 500.',
      redirectedTo: null,
      request: { headers: { 'x-kind': 'plain' }, bytes: 11 },
      answer: { type: 'text/html' },
    });
    expect(Buffer.from(stored!.request!.start)).toEqual(plain.body);
    expect(Buffer.from(stored!.answer!.start)).toEqual(Buffer.from('<b>no\u0000</b>'));
  });

  test('a large request and a large answer are cut off', async () => {
    answers = (response) => response.writeHead(200).end(LARGE);
    const id = await scene.book({ provider: 'large', url: `${receiver.url}/large` });
    await scene.reached(id, 'delivered', 1);

    const stored = await attempt(id, 1);

    expect(stored?.request).toMatchObject({ bytes: 100_000 });
    expect([stored?.request?.start.length, stored?.answer?.start.length]).toEqual([65_536, 2_048]);
  });

  test('F07: neither a secret that was sent nor an answer that repeats it is stored', async () => {
    answers = (response) => response.writeHead(200).end(SECRET);
    const id = await scene.book({ provider: 'secret', url: `${receiver.url}/echo` });
    await scene.reached(id, 'delivered', 1);

    const stored = await attempt(id, 1);

    expect(stored).toMatchObject({ statusCode: 200, request: { headers: { 'x-secret': 'hidden' } } });
    expect(Buffer.from(stored!.request!.start).toString()).toBe('hidden');
    expect(stored?.answer).toBeUndefined();
  });

  test('the address that answered after a redirect is stored', async () => {
    answers = (response, path) =>
      path === '/moved'
        ? response.writeHead(307, { location: '/here' }).end()
        : response.writeHead(200).end();
    const id = await scene.book({ provider: 'once', url: `${receiver.url}/moved` });
    await scene.reached(id, 'delivered', 1);

    expect(await attempt(id, 1)).toMatchObject({
      url: `${receiver.url}/moved`,
      redirectedTo: `${receiver.url}/here`,
    });
  });

  test('C171: a delivery that is sent again is attempted once, and a failure does not start the retries', async () => {
    answers = (response) => response.writeHead(200).end();
    const id = await scene.book({ provider: 'often', url: `${receiver.url}/again` });
    await scene.reached(id, 'delivered', 1);
    answers = (response) => response.writeHead(500).end();

    const results = await Promise.all([resendAs(scene.accountId, id), resendAs(scene.accountId, id)]);
    // The receiver has the event, so the delivery stays delivered.
    const after = await scene.reached(id, 'delivered', 2);

    expect(results.sort()).toEqual(['booked', 'open']);
    expect(after).toMatchObject({
      error: 'The receiver answered 500.',
      next_attempt_at: null,
      is_manual: false,
    });
    expect(sentTo('/again')).toBe(2);
    expect(await scene.storage.queues.fetch(WEBHOOK_QUEUE, 10)).toEqual([]);
  });

  test('a test of a receiver is attempted once, also by a provider with retries', async () => {
    const id = await scene.book({ provider: 'often', url: `${receiver.url}/test`, isManual: true });

    expect(await scene.reached(id, 'failed', 1)).toMatchObject({ next_attempt_at: null, is_manual: false });
  });

  test('a delivery of another account, one that is open and one that was sent too often are not sent again', async () => {
    const stranger = await scene.addAccount('stranger@example.com');
    const id = await scene.book({ provider: 'often', url: `${receiver.url}/mine` });
    await scene.reached(id, 'waiting', 1);

    const results = [await resendAs(stranger, id), await resendAs(scene.accountId, id)];
    await scene.storage.db
      .updateTable('delivery')
      .set({ state: 'failed', attempts: MOST_ATTEMPTS })
      .where('id', '=', id)
      .execute();
    results.push(await resendAs(stranger, id), await resendAs(scene.accountId, id));

    expect(results).toEqual(['unknown', 'open', 'unknown', 'full']);
    expect(sentTo('/mine')).toBe(1);
  });

  test('the message of a delivery that was removed is completed without an attempt', async () => {
    await scene.storage.transaction(
      async (trx) =>
        await scene.storage.queues.send(trx, WEBHOOK_QUEUE, { deliveryId: 'whd_gone', attempt: 2 }),
    );
    const id = await scene.book({ provider: 'once', url: `${receiver.url}/next` });
    await scene.reached(id, 'failed', 1);

    expect(scene.failures).toEqual([]);
  });

  test('C118: the attempts are removed with their delivery', async () => {
    const id = await scene.book({ provider: 'once', url: `${receiver.url}/old` });
    await scene.reached(id, 'failed', 1);

    await scene.storage.db.deleteFrom('delivery').where('id', '=', id).execute();

    expect(await listAttempts(scene.storage.db, id)).toEqual([]);
  });
});
