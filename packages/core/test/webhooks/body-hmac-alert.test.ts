import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { scrapflyWebhook } from '../../src/providers/scrapfly/webhook.ts';
import { fromScrapfly, now, SENT } from './genuine.ts';
import { accept, hmac, judge, withHeaders } from './judge.ts';
import { TIMESTAMP, TYPE, UPPER, plain, sending } from './scrapfly-delivery.ts';

const { secret } = fromScrapfly;
/** The delivery from the documentation, verified by the definition that is shipped. */
const scrapflyDefinition = { ...fromScrapfly, source: scrapflyWebhook };

const alert = Buffer.from('{"type":"alert"}');
const signedAt = (timestamp: string) =>
  sending(alert, [timestamp, '.', alert], { [TYPE]: 'alert', [TIMESTAMP]: timestamp });

const sources = [
  { name: 'a definition of the scheme', genuine: fromScrapfly, type: 'alert' },
  // The header with the type is not signed, so the shipped definition does not report it.
  { name: 'the shipped definition', genuine: scrapflyDefinition, type: undefined },
];

describe.each(sources)(
  'F17: the signature of an alert covers its timestamp, with $name',
  ({ genuine, type }) => {
    test('a signature that Python computed is accepted', () => {
      const headers = {
        [TYPE]: 'alert',
        [TIMESTAMP]: '1795176000',
        [UPPER]: 'DEE2622015FFCBB20F644502D07C46E2B73B0745D948F186E4F4DCA348E0C3B5',
      };

      expect(accept(genuine, { headers, body: alert })).toMatchObject({ type, trust: 'signed' });
    });

    test.each([
      [300, 'accepted'],
      [301, 'stale_timestamp'],
      [-301, 'stale_timestamp'],
    ])('%s s later it is %s', (seconds, expected) => {
      const change = { ...signedAt(String(SENT)), now: new Date(now.getTime() + seconds * 1000) };

      expect(judge(genuine, change)).toBe(expected);
    });

    test('a compressed alert is accepted', () => {
      const headers = { [TIMESTAMP]: String(SENT), 'Content-Encoding': 'gzip' };

      expect(judge(genuine, sending(gzipSync(alert), [`${SENT}.`, alert], headers))).toBe('accepted');
    });

    test.each(['1795176000.0', '', '+1795176000', 'x'])(
      'a timestamp of %j is not part of the signed text',
      (timestamp) => {
        expect(judge(genuine, signedAt(timestamp))).toBe('signature_mismatch');
      },
    );

    test('duplicate timestamps are not part of the signed text', () => {
      const signature = hmac(secret, ['1795176000.', alert]);
      const headers = [
        [UPPER, signature],
        [TIMESTAMP, '1795176000'],
        [TIMESTAMP, '1795176000'],
      ] as const;

      expect(judge(genuine, { headers, body: alert })).toBe('signature_mismatch');
    });

    test('a timestamp does not make a wrong signature valid', () => {
      const headers = {
        [TYPE]: 'alert',
        [TIMESTAMP]: String(SENT),
        [UPPER]: hmac('other', [`${SENT}.`, alert]),
      };

      expect(judge(genuine, { headers, body: alert })).toBe('signature_mismatch');
    });

    test('a missing timestamp is not part of the signed text', () => {
      expect(judge(genuine, sending(alert, ['undefined.', alert]))).toBe('signature_mismatch');
      expect(judge(genuine, sending(alert, ['.', alert]))).toBe('signature_mismatch');
    });

    test('a timestamp that is not signed does not make a delivery stale', () => {
      const headers = withHeaders(genuine, { [TIMESTAMP]: '1' });

      expect(judge(genuine, { headers })).toBe('accepted');
    });

    test('an alert without its timestamp does not match', () => {
      const change = sending(alert, [`${SENT}.`, alert], { [TYPE]: 'alert' });

      expect(judge(genuine, change)).toBe('signature_mismatch');
    });

    test('an alert is not accepted as an event without a timestamp', () => {
      const joined = Buffer.concat([Buffer.from('1795176000.'), alert]);

      expect(accept(genuine, sending(joined, [joined]))).toMatchObject({ readable: false });
    });
  },
);

test('F17: a scheme without the header of the timestamp rejects the signature of an alert', () => {
  expect(judge(plain, signedAt(String(SENT)))).toBe('signature_mismatch');
});

describe('F17: only an alert is signed so', () => {
  const scrape = fromScrapfly.body;
  const scrapeSignedAt = (headers: Readonly<Record<string, string>>) =>
    sending(scrape, [`${SENT}.`, scrape], { [TIMESTAMP]: String(SENT), ...headers });

  test.each<Readonly<Record<string, string>>>([
    { [TYPE]: 'scrape' },
    {},
    { [TYPE]: 'alert' },
    { [TYPE]: '' },
  ])('a scrape delivery with the headers %j is rejected', (headers) => {
    expect(judge(scrapflyDefinition, scrapeSignedAt(headers))).toBe('signature_mismatch');
  });

  test.each(['extraction', 'screenshot', 'crawl', 'ping', 'Alert', 'alert, alert'])(
    'a delivery of the type %j is rejected',
    (type) => {
      const change = sending(alert, [`${SENT}.`, alert], { [TIMESTAMP]: String(SENT), [TYPE]: type });

      expect(judge(scrapflyDefinition, change)).toBe('signature_mismatch');
    },
  );

  test('a delivery with two types is rejected', () => {
    const headers = [
      [UPPER, hmac(secret, [`${SENT}.`, alert])],
      [TIMESTAMP, String(SENT)],
      [TYPE, 'alert'],
      [TYPE, 'alert'],
    ] as const;

    expect(judge(scrapflyDefinition, { headers, body: alert })).toBe('signature_mismatch');
  });

  test('an alert is accepted without its type, and reports no job', () => {
    const change = sending(alert, [`${SENT}.`, alert], { [TIMESTAMP]: String(SENT) });

    expect(accept(scrapflyDefinition, change)).toMatchObject({ readable: true, jobId: undefined });
  });

  test('a stale scrape delivery is rejected because of its signature', () => {
    const change = { ...scrapeSignedAt({ [TYPE]: 'alert' }), now: new Date(now.getTime() + 3_600_000) };

    expect(judge(scrapflyDefinition, change)).toBe('signature_mismatch');
  });
});
