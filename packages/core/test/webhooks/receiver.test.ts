import { Readable } from 'node:stream';
import { describe, expect, test, vi } from 'vitest';
import { FakeClock } from '../../src/testing/fake-clock.ts';
import type { WebhookEvent } from '../../src/webhooks/event.ts';
import { createInbox } from '../../src/webhooks/inbox.ts';
import { createWebhookReceiver, type WebhookReceiverOptions } from '../../src/webhooks/receiver.ts';
import {
  fromMatchkraft,
  fromScrapekit,
  fromScrapenest,
  fromScrapfly,
  now,
  SENT,
  signed,
  type Genuine,
} from './genuine.ts';
import { hmac, withHeaders } from './judge.ts';

const HOUR_MS = 3_600_000;
const TYPE = 'X-Scrapfly-Webhook-Resource-Type';

function scene(genuine: Genuine, options: Partial<WebhookReceiverOptions> = {}) {
  const clock = new FakeClock(now);
  const inbox = createInbox({ clock });
  const dispatched: WebhookEvent[] = [];
  const receiver = createWebhookReceiver({
    provider: genuine.source,
    secrets: [genuine.secret],
    inbox,
    clock,
    dispatch: (event) => void dispatched.push(event),
    ...options,
  });
  const { headers, body } = genuine;
  const receive = (change: Partial<Parameters<typeof receiver>[0]> = {}) =>
    receiver({ method: 'POST', headers, body, ...change });
  /** Whether somebody who comes to wait for this job is nudged at once. */
  const isNudged = async (jobId: string = genuine.jobId) => {
    const stop = new AbortController();
    const nudge = inbox.nudge(jobId, stop.signal).then(
      () => true,
      () => false,
    );
    await new Promise((resolve) => void setImmediate(resolve));
    stop.abort();
    return nudge;
  };
  return { clock, inbox, dispatched, receive, isNudged };
}

const signedByScrapekit = (text: string | Uint8Array, timestamp = String(SENT)) => {
  const body = Buffer.from(text);
  const signature = hmac(fromScrapekit.secret, [timestamp, '.', body]);
  const headers = { 'X-ScrapeKit-Timestamp': timestamp, 'X-ScrapeKit-Signature': signature };
  return { body, headers };
};

const signedByScrapfly = (body: Buffer, headers: Readonly<Record<string, string>> = {}) => ({
  body,
  headers: { 'X-Scrapfly-Webhook-Signature': hmac(fromScrapfly.secret, [body]), ...headers },
});

describe.each([...signed, fromMatchkraft])('$source.id', (genuine) => {
  test('a genuine delivery is dispatched, answered with 200, and wakes whoever waits', async () => {
    const { dispatched, receive, isNudged } = scene(genuine);

    const answer = await receive();

    expect(answer).toEqual({ status: 200, headers: {}, event: dispatched[0] });
    expect(dispatched).toEqual([expect.objectContaining({ jobId: genuine.jobId })]);
    expect(await isNudged()).toBe(true);
  });

  test('C196: its repetition is answered with 200, dispatched to nobody, and wakes again', async () => {
    const { dispatched, receive, isNudged } = scene(genuine);
    await receive();
    await isNudged();

    expect(await receive()).toEqual({ status: 200, headers: {} });
    expect(dispatched).toHaveLength(1);
    expect(await isNudged()).toBe(true);
  });

  test('of fifty at once one is dispatched and all are answered with 200', async () => {
    const { dispatched, receive } = scene(genuine);

    const answers = await Promise.all(Array.from({ length: 50 }, () => receive()));

    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(answers.filter(({ event }) => event !== undefined)).toHaveLength(1);
    expect(dispatched).toHaveLength(1);
  });

  test('what could not be dispatched is asked for again', async () => {
    const failure = new Error('The queue is full.');
    const dispatch = vi.fn().mockRejectedValueOnce(failure).mockResolvedValue(undefined);
    const { receive } = scene(genuine, { dispatch });

    expect(await receive()).toEqual({ status: 500, headers: {}, failure });
    expect(await receive()).toMatchObject({ status: 200, event: { jobId: genuine.jobId } });
    expect(dispatch).toHaveBeenCalledTimes(2);
  });

  test('without a dispatcher the answer carries the event, once', async () => {
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

  test('a stream of bytes will do as a body', async () => {
    const { receive } = scene(genuine);
    const body = Readable.from([genuine.body.subarray(0, 7), genuine.body.subarray(7)]);

    expect(await receive({ body })).toMatchObject({ status: 200, event: { jobId: genuine.jobId } });
  });

  test('headers that can be read but once will do', async () => {
    const { receive } = scene(genuine);

    expect(await receive({ headers: Object.entries(genuine.headers).values() })).toMatchObject({
      status: 200,
    });
  });
});

describe.each(signed)('what is not believed, for $source.id', (genuine) => {
  test('a forgery is answered with 401 and nothing else happens', async () => {
    const { dispatched, receive, isNudged } = scene(genuine, { secrets: ['whsec_b3RoZXI='] });

    expect(await receive()).toEqual({ status: 401, headers: {}, rejection: 'signature_mismatch' });
    expect(dispatched).toEqual([]);
    expect(await isNudged()).toBe(false);
  });

  test('without a secret everything is answered with 401', async () => {
    const { receive } = scene(genuine, { secrets: [] });

    expect(await receive()).toEqual({ status: 401, headers: {}, rejection: 'no_secret' });
  });

  test('without headers it is answered with 401', async () => {
    const { receive } = scene(genuine);

    expect(await receive({ headers: {} })).toEqual({ status: 401, headers: {}, rejection: 'missing_header' });
  });
});

describe('authentic but stale', () => {
  test.each([fromScrapekit, fromScrapenest])(
    'S05, N04: $source.id is refused, not dispatched, and wakes whoever waits',
    async (genuine) => {
      const { clock, dispatched, receive, isNudged } = scene(genuine);
      clock.advance(HOUR_MS);

      expect(await receive()).toEqual({ status: 401, headers: {}, rejection: 'stale_timestamp' });
      expect(dispatched).toEqual([]);
      expect(await isNudged()).toBe(true);
    },
  );

  test('an unreadable one wakes nobody', async () => {
    const { clock, receive, isNudged } = scene(fromScrapekit);
    clock.advance(HOUR_MS);

    expect(await receive(signedByScrapekit('{}'))).toMatchObject({
      status: 401,
      rejection: 'stale_timestamp',
    });
    expect(await isNudged('undefined')).toBe(false);
  });

  test('it is dispatched after all when a retry is signed anew', async () => {
    const { clock, dispatched, receive } = scene(fromScrapekit);
    clock.advance(HOUR_MS);
    await receive();

    const anew = signedByScrapekit(fromScrapekit.body, String(SENT + 3600));

    expect(await receive(anew)).toMatchObject({ status: 200 });
    expect(dispatched).toHaveLength(1);
  });

  test('F13: an unsigned job id is woken too', async () => {
    const extraction = Buffer.from('{}');
    const { clock, receive, isNudged } = scene(fromScrapfly);
    clock.advance(HOUR_MS);
    const headers = {
      [TYPE]: 'extraction',
      'X-Scrapfly-Webhook-Job-Id': 'job-7',
      'X-Scrapfly-Webhook-Timestamp': String(SENT),
      'X-Scrapfly-Webhook-Signature': hmac(fromScrapfly.secret, [String(SENT), '.', extraction]),
    };

    expect(await receive({ headers, body: extraction })).toMatchObject({ rejection: 'stale_timestamp' });
    expect(await isNudged('job-7')).toBe(true);
  });
});

describe('the size of a body', () => {
  const MEBIBYTE = 1024 * 1024;
  const small = { maxBodyBytes: fromScrapekit.body.length };

  test('a body at the limit is read, and one past it is answered with 413', async () => {
    const { receive } = scene(fromScrapekit, small);

    expect(await receive({ body: Buffer.concat([fromScrapekit.body, Buffer.from(' ')]) })).toEqual({
      status: 413,
      headers: { connection: 'close' },
    });
    expect(await receive()).toMatchObject({ status: 200 });
  });

  test('a declared length is enough to refuse, before anything is read', async () => {
    const { receive } = scene(fromScrapekit, small);
    const read = vi.fn();
    const body = { [Symbol.asyncIterator]: () => ({ next: read }) };
    const length = (value: number | string) =>
      withHeaders(fromScrapekit, { 'Content-Length': String(value) });

    expect(await receive({ headers: length(small.maxBodyBytes + 1), body })).toEqual({
      status: 413,
      headers: { connection: 'close' },
    });
    expect(await receive({ headers: length('9'.repeat(400)), body })).toEqual({
      status: 413,
      headers: { connection: 'close' },
    });
    expect(read).not.toHaveBeenCalled();
  });

  test.each(['0', '-1', '1e9', '999999999999x', 'x999999999999', ''])(
    'a declared length of %j proves nothing',
    async (value) => {
      const { receive } = scene(fromScrapekit, small);

      expect(
        await receive({ headers: withHeaders(fromScrapekit, { 'Content-Length': value }) }),
      ).toMatchObject({ status: 200 });
    },
  );

  test('a declared length at the limit is read', async () => {
    const { receive } = scene(fromScrapekit, small);
    const headers = withHeaders(fromScrapekit, { 'Content-Length': String(small.maxBodyBytes) });

    expect(await receive({ headers })).toMatchObject({ status: 200 });
  });

  test.each([
    [fromScrapekit, MEBIBYTE],
    [fromScrapfly, 32 * MEBIBYTE],
  ])('$source.id reads %s bytes unless told otherwise', async (genuine, limit) => {
    const { receive } = scene(genuine);
    const headers = (value: number) => withHeaders(genuine, { 'Content-Length': String(value) });

    expect(await receive({ headers: headers(limit) })).toMatchObject({ status: 200 });
    expect(await receive({ headers: headers(limit + 1) })).toEqual({
      status: 413,
      headers: { connection: 'close' },
    });
  });

  test('the limit of inflating is the caller’s to set', async () => {
    const { gzipSync } = await import('node:zlib');
    const headers = { ...signedByScrapfly(fromScrapfly.body).headers, 'Content-Encoding': 'gzip' };
    const { receive } = scene(fromScrapfly, { maxInflatedBytes: fromScrapfly.body.length - 1 });

    expect(await receive({ headers, body: gzipSync(fromScrapfly.body) })).toMatchObject({ status: 401 });
  });
});

describe('authentic but of no use', () => {
  test('what cannot be read is answered with 400', async () => {
    const { dispatched, receive } = scene(fromScrapekit);

    expect(await receive(signedByScrapekit('not JSON'))).toEqual({ status: 400, headers: {} });
    expect(await receive(signedByScrapekit(''))).toEqual({ status: 400, headers: {} });
    expect(dispatched).toEqual([]);
  });

  test('F14: what is about no job is answered with 200 and dispatched to nobody', async () => {
    const { dispatched, receive } = scene(fromScrapfly);

    expect(await receive(signedByScrapfly(Buffer.from('{}'), { [TYPE]: 'alert' }))).toEqual({
      status: 200,
      headers: {},
    });
    expect(dispatched).toEqual([]);
  });
});

describe('F16: the ping that Scrapfly sends while a webhook is created', () => {
  const ping = { headers: { [TYPE]: 'ping' }, body: Buffer.from('{}') };

  test.each([[[fromScrapfly.secret]], [[]]])(
    'is answered with 200 with the secrets %j, and dispatched to nobody',
    async (secrets) => {
      const { dispatched, receive } = scene(fromScrapfly, { secrets });

      expect(await receive(ping)).toEqual({ status: 200, headers: {} });
      expect(dispatched).toEqual([]);
    },
  );

  test('with a wrong signature is a forgery', async () => {
    const { receive } = scene(fromScrapfly);
    const headers = { ...ping.headers, 'X-Scrapfly-Webhook-Signature': hmac('other', [ping.body]) };

    expect(await receive({ ...ping, headers })).toMatchObject({
      status: 401,
      rejection: 'signature_mismatch',
    });
  });

  test('is no ping by any other name, or for any other provider', async () => {
    const other = { ...ping, headers: { [TYPE]: 'scrape' } };

    expect(await scene(fromScrapfly).receive(other)).toMatchObject({ status: 401 });
    expect(await scene(fromScrapekit).receive(ping)).toMatchObject({ status: 401 });
  });
});

describe('M08: MatchKraft, where anybody may send anything', () => {
  test.each(['{}', '{"test":true}', '{"event":"job.completed","jobId":"../x"}'])(
    'the object %s is answered with 200 and nothing happens',
    async (text) => {
      const { dispatched, receive } = scene(fromMatchkraft);

      expect(await receive({ body: Buffer.from(text) })).toEqual({
        status: 200,
        headers: {},
        rejection: 'malformed_hint',
      });
      expect(dispatched).toEqual([]);
    },
  );

  test.each(['', '[]', 'null', '"x"', '1', 'x=1'])('%j is answered with 400', async (text) => {
    const { receive } = scene(fromMatchkraft);

    expect(await receive({ body: Buffer.from(text) })).toEqual({
      status: 400,
      headers: {},
      rejection: 'malformed_hint',
    });
  });

  test('a forged hint does not keep the genuine one out, if the dispatcher found the job unfinished', async () => {
    const dispatch = vi
      .fn()
      .mockRejectedValueOnce(new Error('It is still running.'))
      .mockResolvedValue(undefined);
    const { receive } = scene(fromMatchkraft, { dispatch });
    await receive();

    expect(await receive()).toMatchObject({ status: 200, event: { trust: 'hint' } });
  });
});

describe('how long a repetition is known', () => {
  test.each([
    [fromScrapekit, 600],
    [fromScrapenest, 259_200],
  ])('$source.id: %s seconds', async (genuine, seconds) => {
    const { clock, dispatched, receive } = scene(genuine);
    // Signed anew each time, as a retry may be.
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

describe('Scrapfly, where the delivery is the only reading of a job', () => {
  test('its event is there by the time the waiter wakes', async () => {
    const { inbox, receive } = scene(fromScrapfly);
    const woken = inbox
      .nudge(fromScrapfly.jobId, new AbortController().signal)
      .then(() => inbox.find(fromScrapfly.jobId));
    await receive();

    expect(await woken).toMatchObject({ jobId: fromScrapfly.jobId, payload: { result: { success: true } } });
  });

  test('the event is there when it is dispatched', async () => {
    const found: unknown[] = [];
    const { receive, inbox } = scene(fromScrapfly, {
      dispatch: async ({ jobId = '' }) => void found.push(await inbox.find(jobId)),
    });
    await receive();

    expect(found).toEqual([expect.objectContaining({ jobId: fromScrapfly.jobId })]);
  });

  test('it is kept for three days', async () => {
    const { clock, inbox, receive } = scene(fromScrapfly);
    await receive();

    clock.advance(259_200_000 - 1);
    expect(await inbox.find(fromScrapfly.jobId)).toBeDefined();
    clock.advance(1);
    expect(await inbox.find(fromScrapfly.jobId)).toBeUndefined();
  });

  test('F15: an image is kept as its bytes', async () => {
    const image = Buffer.from([0x89, 0x50, 0xff]);
    const { dispatched, inbox, receive } = scene(fromScrapfly);

    const answer = await receive(
      signedByScrapfly(image, { [TYPE]: 'screenshot', 'X-Scrapfly-Webhook-Job-Id': 'job-7' }),
    );

    expect(answer).toMatchObject({ status: 200, event: { unsignedJobId: 'job-7' } });
    expect(dispatched).toHaveLength(1);
    expect(await inbox.find('job-7')).toMatchObject({ bytes: image });
  });

  test('F13: a replay under another job id is a repetition', async () => {
    const extraction = Buffer.from('{"data":{}}');
    const { dispatched, inbox, receive } = scene(fromScrapfly);
    const as = (jobId: string) =>
      receive(signedByScrapfly(extraction, { [TYPE]: 'extraction', 'X-Scrapfly-Webhook-Job-Id': jobId }));
    await as('job-7');
    await as('job-8');

    expect(dispatched).toHaveLength(1);
    expect(await inbox.find('job-7')).toBeDefined();
    expect(await inbox.find('job-8')).toBeUndefined();
  });

  test('other providers keep nothing, since their jobs are read by key', async () => {
    const { inbox, receive } = scene(fromScrapekit);
    await receive();

    expect(await inbox.find(fromScrapekit.jobId)).toBeUndefined();
  });
});

describe('it never throws', () => {
  test('a store that fails is answered with 500', async () => {
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

  test('an outcome that cannot be kept is asked for again', async () => {
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

  test('a body that breaks off is answered with 500', async () => {
    const { receive } = scene(fromScrapekit);
    const body = new Readable({ read: () => body.destroy(new Error('aborted')) });

    expect(await receive({ body })).toMatchObject({ status: 500, failure: new Error('aborted') });
  });

  test('headers that are none are answered with 500', async () => {
    const { receive } = scene(fromScrapekit);

    expect(await receive({ headers: null as never })).toMatchObject({ status: 500 });
  });
});
