import { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { fromScrapfly } from './genuine.ts';
import { accept, hmac, judge } from './judge.ts';
import { SECRET, TYPE, UPPER, sending } from './scrapfly-delivery.ts';

const { body, secret } = fromScrapfly;
const good = hmac(secret, [body]);

const codecs: readonly (readonly [string, (bytes: Uint8Array) => Buffer])[] = [
  ['gzip', gzipSync],
  ['deflate', deflateSync],
  ['deflate', deflateRawSync],
  ['br', brotliCompressSync],
  ['GZIP', gzipSync],
];

describe.each(codecs)('F10: Content-Encoding %s', (encoding, compress) => {
  const compressed = compress(body);
  const header = { 'Content-Encoding': encoding };

  test('the signature may cover the compressed bytes', () => {
    const event = accept(fromScrapfly, sending(compressed, [compressed], header));

    expect(event).toMatchObject({ readable: true, jobId: fromScrapfly.jobId });
  });

  test('the signature may cover the inflated bytes', () => {
    const event = accept(fromScrapfly, sending(compressed, [body], header));

    expect(event).toMatchObject({ readable: true, jobId: fromScrapfly.jobId });
  });

  test('a body that the host inflated is accepted with the header', () => {
    expect(accept(fromScrapfly, sending(body, [body], header))).toMatchObject({ readable: true });
  });

  test('a truncated body does not match', () => {
    expect(judge(fromScrapfly, sending(compressed.subarray(0, -12), [body], header))).toBe(
      'signature_mismatch',
    );
  });

  test('a body over the limit does not match', () => {
    const change = sending(compressed, [body], header);

    expect(judge(fromScrapfly, { ...change, maxInflatedBytes: body.length - 1 })).toBe('signature_mismatch');
    expect(judge(fromScrapfly, { ...change, maxInflatedBytes: body.length })).toBe('accepted');
  });

  test('without the header nothing is inflated', () => {
    expect(judge(fromScrapfly, sending(compressed, [body]))).toBe('signature_mismatch');
  });
});

describe('F10: other encodings', () => {
  test.each(['', 'identity', 'zip', 'gzip, gzip', '__proto__', 'toString', ' gzip'])(
    '%j is not inflated',
    (encoding) => {
      expect(judge(fromScrapfly, sending(gzipSync(body), [body], { 'Content-Encoding': encoding }))).toBe(
        'signature_mismatch',
      );
    },
  );

  test('a body of 64 MiB is inflated, and one with one byte more is not', () => {
    const bomb = Buffer.alloc(64 * 1024 * 1024 + 1);
    const large = bomb.subarray(1);
    const header = { 'Content-Encoding': 'gzip' };

    expect(judge(fromScrapfly, sending(gzipSync(large, { level: 1 }), [large], header))).toBe('accepted');
    expect(judge(fromScrapfly, sending(gzipSync(bomb, { level: 1 }), [bomb], header))).toBe(
      'signature_mismatch',
    );
  });

  describe('a body that inflates to more than 250 times its size', () => {
    const header = { 'Content-Encoding': 'br' };
    const padded = (bytes: number) => Buffer.concat([body, Buffer.alloc(bytes - body.length, ' ')]);
    const [mebibyte, larger] = [padded(1024 * 1024), padded(1024 * 1024 + 1)];

    test('is inflated to 1 MiB at most before it is proven, so that a forged one of 100 bytes costs little', () => {
      expect(judge(fromScrapfly, sending(brotliCompressSync(mebibyte), [mebibyte], header))).toBe('accepted');
      expect(judge(fromScrapfly, sending(brotliCompressSync(larger), [larger], header))).toBe(
        'signature_mismatch',
      );
    });

    test('is inflated to the end when the signature covers the compressed bytes', () => {
      const compressed = brotliCompressSync(larger);

      expect(accept(fromScrapfly, sending(compressed, [compressed], header)).readable).toBe(true);
    });

    test('is inflated to the end when the secret was sent with it', () => {
      const change = { body: brotliCompressSync(larger), headers: { ...header, [SECRET]: secret } };

      expect(accept(fromScrapfly, change).readable).toBe(true);
    });
  });

  test.each([
    ['gzip', (page: Buffer) => gzipSync(page)],
    ['br', (page: Buffer) => brotliCompressSync(page, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })],
  ])(
    'a page of 5 MB, which Scrapfly does not yet replace by a link, is inflated from %s',
    (encoding, compress) => {
      const row = (n: number) => `<tr><td>${n}</td><td>Austin, Texas</td><td>open</td></tr>`;
      const content = Array.from({ length: 100_000 }, (_, n) => row(n))
        .join('')
        .slice(0, 5_000_000);
      const page = Buffer.from(JSON.stringify({ result: { content } }));

      const change = sending(compress(page), [page], { 'Content-Encoding': encoding });

      expect(page.length).toBeGreaterThan(5_000_000);
      expect(judge(fromScrapfly, change)).toBe('accepted');
    },
  );

  test('a duplicate header is ignored', () => {
    const compressed = gzipSync(body);
    const headers = [
      [UPPER, good],
      ['content-encoding', 'gzip'],
      ['content-encoding', 'gzip'],
    ] as const;

    expect(judge(fromScrapfly, { body: compressed, headers })).toBe('signature_mismatch');
  });

  test('two bodies that are equal when inflated are one event', () => {
    const header = { 'Content-Encoding': 'gzip', [TYPE]: 'extraction' };
    const fast = accept(fromScrapfly, sending(gzipSync(body, { level: 1 }), [body], header));
    const small = accept(fromScrapfly, sending(gzipSync(body, { level: 9 }), [body], header));

    expect(fast.deduplicationKey).toBe(small.deduplicationKey);
  });
});
