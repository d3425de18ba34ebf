import { Readable } from 'node:stream';
import { describe, expect, test, vi } from 'vitest';
import { FakeClock } from '../../src/testing/fake-clock.ts';
import type { WebhookEvent } from '../../src/webhook-event.ts';
import { createInbox } from '../../src/webhooks/inbox.ts';
import { fromMatchkraft, fromScrapekit, fromScrapenest, fromScrapfly, now, signed } from './genuine.ts';
import { hmac } from './judge.ts';
import { scene, signedByScrapekit } from './receiver-scene.ts';

describe.each([...signed, fromMatchkraft])('$source.id', (genuine) => {
  test('a genuine delivery is dispatched, answered with 200, and wakes the waiting client', async () => {
    const { dispatched, receive, isNudged } = scene(genuine);

    const answer = await receive();

    expect(answer).toEqual({ status: 200, headers: {}, event: dispatched[0] });
    expect(dispatched).toEqual([expect.objectContaining({ jobId: genuine.jobId })]);
    expect(await isNudged()).toBe(true);
  });

  test('C196: a repeated delivery is answered with 200, not dispatched, and wakes the client again', async () => {
    const { dispatched, receive, isNudged } = scene(genuine);
    await receive();
    await isNudged();

    expect(await receive()).toEqual({ status: 200, headers: {} });
    expect(dispatched).toHaveLength(1);
    expect(await isNudged()).toBe(true);
  });

  test('of fifty equal deliveries at the same time one is dispatched, and all are answered with 200', async () => {
    const { dispatched, receive } = scene(genuine);

    const answers = await Promise.all(Array.from({ length: 50 }, () => receive()));

    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(answers.filter(({ event }) => event !== undefined)).toHaveLength(1);
    expect(dispatched).toHaveLength(1);
  });

  test('a delivery that could not be dispatched is answered with 500 and handled when it is repeated', async () => {
    const failure = new Error('The queue is full.');
    const dispatch = vi.fn().mockRejectedValueOnce(failure).mockResolvedValue(undefined);
    const { receive } = scene(genuine, { dispatch });

    expect(await receive()).toEqual({ status: 500, headers: {}, failure });
    expect(await receive()).toMatchObject({ status: 200, event: { jobId: genuine.jobId } });
    expect(dispatch).toHaveBeenCalledTimes(2);
  });

  test('without a dispatcher only the first answer contains the event', async () => {
    const { receive } = scene(genuine, { dispatch: undefined as never });

    expect(await receive()).toMatchObject({ status: 200, event: { jobId: genuine.jobId } });
    expect(await receive()).toEqual({ status: 200, headers: {} });
  });

  test.each(['GET', 'PUT', 'HEAD', 'OPTIONS', 'post', undefined])(
    'the method %s is answered with 405',
    async (method) => {
      const { dispatched, receive } = scene(genuine);

      expect(await receive({ method })).toEqual({ status: 405, headers: { allow: 'POST' } });
      expect(dispatched).toEqual([]);
    },
  );

  test('a stream of bytes is accepted as a body', async () => {
    const { receive } = scene(genuine);
    const body = Readable.from([genuine.body.subarray(0, 7), genuine.body.subarray(7)]);

    expect(await receive({ body })).toMatchObject({ status: 200, event: { jobId: genuine.jobId } });
  });

  test('headers that can be read only once are accepted', async () => {
    const { receive } = scene(genuine);

    expect(await receive({ headers: Object.entries(genuine.headers).values() })).toMatchObject({
      status: 200,
    });
  });
});

describe('how long a repeated delivery is recognised', () => {
  test.each([
    [fromScrapekit, 600],
    [fromScrapenest, 259_200],
  ])('$source.id: %s seconds', async (genuine, seconds) => {
    const { clock, dispatched, receive } = scene(genuine);
    // Each repetition has a new signature, as a retry may have.
    const again = () => {
      const timestamp = String(Math.floor(clock.now() / 1000));
      if (genuine === fromScrapekit) return receive(signedByScrapekit(genuine.body, timestamp));
      const key = Buffer.from(genuine.secret.slice(6), 'base64');
      const signature = `v1,${hmac(key, ['msg_x.', timestamp, '.', genuine.body], 'base64')}`;
      return receive({
        headers: { 'svix-id': 'msg_x', 'svix-timestamp': timestamp, 'svix-signature': signature },
      });
    };
    await again();

    clock.advance(seconds * 1000 - 1);
    await again();
    expect(dispatched).toHaveLength(1);

    clock.advance(1);
    await again();
    expect(dispatched).toHaveLength(2);
  });
});

describe('the receiver never throws', () => {
  test('a failing store is answered with 500', async () => {
    const failure = new Error('no connection');
    const clock = new FakeClock(now);
    const claims = {
      claim: () => Promise.reject(failure),
      hold: () => Promise.resolve(),
      release: () => Promise.resolve(),
    };
    const { receive } = scene(fromScrapekit, { inbox: createInbox({ clock, claims }) });

    expect(await receive()).toEqual({ status: 500, headers: {}, failure });
  });

  test('an outcome that cannot be kept is answered with 500 and kept when it is repeated', async () => {
    const failure = new Error('disk full');
    const clock = new FakeClock(now);
    const events = { get: () => Promise.resolve(undefined), put: () => Promise.reject(failure) };
    const inbox = createInbox({ clock, events });
    const { dispatched, receive } = scene(fromScrapfly, { inbox });

    expect(await receive()).toEqual({ status: 500, headers: {}, failure });
    expect(dispatched).toEqual([]);
    expect(
      await inbox.claim({ deduplicationKey: `scrapfly:${fromScrapfly.jobId}` } as WebhookEvent, 1),
    ).toBeDefined();
  });

  test('an incomplete body is answered with 500', async () => {
    const { receive } = scene(fromScrapekit);
    const body = new Readable({ read: () => body.destroy(new Error('aborted')) });

    expect(await receive({ body })).toMatchObject({ status: 500, failure: new Error('aborted') });
  });

  test('a failing clock is answered with 500', async () => {
    const failure = new Error('no time');
    const now = () => {
      throw failure;
    };
    const { receive } = scene(fromScrapekit, { clock: { now } });

    expect(await receive()).toEqual({ status: 500, headers: {}, failure });
  });

  test('unusable headers are answered with 500', async () => {
    const { receive } = scene(fromScrapekit);

    expect(await receive({ headers: null as never })).toMatchObject({ status: 500 });
  });
});
