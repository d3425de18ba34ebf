import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { describe, expect, test, vi } from 'vitest';
import { fromScrapekit, fromScrapenest, fromScrapfly, SENT, signed } from './genuine.ts';
import { hmac, withHeaders } from './judge.ts';
import { scene, signedByScrapekit, signedByScrapfly } from './receiver-scene.ts';

const HOUR_MS = 3_600_000;
const TYPE = 'X-Scrapfly-Webhook-Resource-Type';

describe.each(signed)('a rejected delivery of $source.id', (genuine) => {
  test('a forgery is answered with 401 and has no other effect', async () => {
    const { inbox, dispatched, receive, isNudged } = scene(genuine, { secrets: ['whsec_b3RoZXI='] });
    const wake = vi.spyOn(inbox, 'wake');

    expect(await receive()).toEqual({ status: 401, headers: {}, rejection: 'signature_mismatch' });
    expect(dispatched).toEqual([]);
    expect(await isNudged()).toBe(false);
    expect(wake).not.toHaveBeenCalled();
  });

  test('without a secret every delivery is answered with 401', async () => {
    const { receive } = scene(genuine, { secrets: [] });

    expect(await receive()).toEqual({ status: 401, headers: {}, rejection: 'no_secret' });
  });

  test('a delivery without headers is answered with 401', async () => {
    const { receive } = scene(genuine);

    expect(await receive({ headers: {} })).toEqual({ status: 401, headers: {}, rejection: 'missing_header' });
  });
});

describe('a genuine but stale delivery', () => {
  test.each([fromScrapekit, fromScrapenest])(
    'S05, N04: of $source.id is rejected, not dispatched, and wakes the waiting client',
    async (genuine) => {
      const { clock, dispatched, receive, isNudged } = scene(genuine);
      clock.advance(HOUR_MS);

      expect(await receive()).toEqual({ status: 401, headers: {}, rejection: 'stale_timestamp' });
      expect(dispatched).toEqual([]);
      expect(await isNudged()).toBe(true);
    },
  );

  test('does not wake a client if it is unreadable', async () => {
    const { clock, receive, isNudged } = scene(fromScrapekit);
    clock.advance(HOUR_MS);

    expect(await receive(signedByScrapekit('{}'))).toMatchObject({
      status: 401,
      rejection: 'stale_timestamp',
    });
    expect(await isNudged('undefined')).toBe(false);
  });

  test('is dispatched when the provider repeats it with a new timestamp', async () => {
    const { clock, dispatched, receive } = scene(fromScrapekit);
    clock.advance(HOUR_MS);
    await receive();

    const anew = signedByScrapekit(fromScrapekit.body, String(SENT + 3600));

    expect(await receive(anew)).toMatchObject({ status: 200 });
    expect(dispatched).toHaveLength(1);
  });

  test('F17: does not wake the client of an unsigned job id, because only an alert has a timestamp', async () => {
    const extraction = Buffer.from('{}');
    const { clock, receive, isNudged } = scene(fromScrapfly);
    clock.advance(HOUR_MS);
    const headers = {
      [TYPE]: 'extraction',
      'X-Scrapfly-Webhook-Job-Id': 'job-7',
      'X-Scrapfly-Webhook-Timestamp': String(SENT),
      'X-Scrapfly-Webhook-Signature': hmac(fromScrapfly.secret, [String(SENT), '.', extraction]),
    };

    expect(await receive({ headers, body: extraction })).toMatchObject({ rejection: 'signature_mismatch' });
    expect(await isNudged('job-7')).toBe(false);
  });
});

describe('a body that is not raw', () => {
  test.each([
    ['parsed', JSON.parse(fromScrapekit.body.toString()) as never],
    ['a text', fromScrapekit.body.toString() as never],
  ])('a body that is %s is answered with 500 and a failure that asks for the raw body', async (_, body) => {
    const { dispatched, receive } = scene(fromScrapekit);

    const answer = await receive({ body });

    expect(answer).toMatchObject({ status: 500, failure: { name: 'ConfigurationError' } });
    expect(String(answer.failure)).toContain('The raw body is needed');
    expect(dispatched).toEqual([]);
  });

  test.each([undefined, null, Readable.from([])])(
    'a missing body (%s) with a declared length was read before, so the failure asks for the raw body',
    async (body) => {
      const { receive } = scene(fromScrapekit);

      const answer = await receive({
        headers: withHeaders(fromScrapekit, { 'Content-Length': '300' }),
        body,
      });

      expect(answer.status).toBe(500);
      expect(String(answer.failure)).toContain('it was read before');
    },
  );

  test('a stream with a declared length is judged by its bytes', async () => {
    const { receive } = scene(fromScrapekit);
    const { body } = fromScrapekit;
    const headers = withHeaders(fromScrapekit, { 'Content-Length': String(body.length) });

    expect(await receive({ headers, body: Readable.from([body]) })).toMatchObject({ status: 200 });
  });

  test('an empty body of bytes and an empty body without a length are judged by their signature', async () => {
    const { receive } = scene(fromScrapekit);
    const headers = withHeaders(fromScrapekit, { 'Content-Length': '300' });

    expect(await receive({ headers, body: Buffer.alloc(0) })).toMatchObject({ status: 401 });
    expect(await receive({ body: undefined })).toMatchObject({ status: 401 });
    expect(
      await receive({ headers: withHeaders(fromScrapekit, { 'Content-Length': '0' }), body: null }),
    ).toMatchObject({ status: 401 });
  });
});

describe('the size of a body', () => {
  const MEBIBYTE = 1024 * 1024;
  const small = { maxBodyBytes: fromScrapekit.body.length };

  test('a body at the limit is accepted, and a larger one is answered with 413', async () => {
    const { receive } = scene(fromScrapekit, small);

    expect(await receive({ body: Buffer.concat([fromScrapekit.body, Buffer.from(' ')]) })).toEqual({
      status: 413,
      headers: { connection: 'close' },
    });
    expect(await receive()).toMatchObject({ status: 200 });
  });

  test('a declared length over the limit is answered with 413 before the body is read', async () => {
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
    'a declared length of %j is ignored',
    async (value) => {
      const { receive } = scene(fromScrapekit, small);

      expect(
        await receive({ headers: withHeaders(fromScrapekit, { 'Content-Length': value }) }),
      ).toMatchObject({ status: 200 });
    },
  );

  test('a body with a declared length at the limit is accepted', async () => {
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

  test('the caller can set the limit for inflated bodies', async () => {
    const headers = { ...signedByScrapfly(fromScrapfly.body).headers, 'Content-Encoding': 'gzip' };
    const { receive } = scene(fromScrapfly, { maxInflatedBytes: fromScrapfly.body.length - 1 });

    expect(await receive({ headers, body: gzipSync(fromScrapfly.body) })).toMatchObject({ status: 401 });
  });
});

describe('a genuine delivery without use', () => {
  test('an unreadable body is answered with 400', async () => {
    const { dispatched, receive } = scene(fromScrapekit);

    expect(await receive(signedByScrapekit('not JSON'))).toEqual({ status: 400, headers: {} });
    expect(await receive(signedByScrapekit(''))).toEqual({ status: 400, headers: {} });
    expect(dispatched).toEqual([]);
  });

  test('F14: an event without a job is answered with 200 and not dispatched', async () => {
    const { dispatched, receive } = scene(fromScrapfly);

    expect(await receive(signedByScrapfly(Buffer.from('{}'), { [TYPE]: 'alert' }))).toEqual({
      status: 200,
      headers: {},
    });
    expect(dispatched).toEqual([]);
  });
});
