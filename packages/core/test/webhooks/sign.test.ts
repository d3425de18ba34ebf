import { Webhook as StandardWebhook } from 'standardwebhooks';
import { Webhook as SvixWebhook } from 'svix';
import { describe, expect, test, vi } from 'vitest';
import { sign } from '../../src/webhooks/schemes.ts';
import {
  fromMatchkraft,
  fromScrapekit,
  fromScrapenest,
  fromScrapfly,
  fromScrupp,
  now,
  signed,
  type Genuine,
} from './genuine.ts';
import { accept } from './judge.ts';

const headersOf = ({ source, body, secret }: Genuine, options: { readonly id?: string } = {}) =>
  sign(source.webhook.scheme, { body, secret, now, ...options });

const id = 'msg_p5jXN8AQM9LWM0D4loKWxJek';

test('C170: a ScrapeKit signature equals the one that Python computes', () => {
  expect(headersOf(fromScrapekit)).toEqual({
    'X-ScrapeKit-Timestamp': '1795176000',
    'X-ScrapeKit-Signature': fromScrapekit.headers['X-ScrapeKit-Signature'],
  });
});

test('S06: a Scrupp signature equals the one that Python computes', () => {
  expect(headersOf(fromScrupp)).toEqual(fromScrupp.headers);
});

test('N05: a ScrapeNest signature equals the one that Python computes', () => {
  expect(headersOf(fromScrapenest, { id })).toEqual({
    'svix-id': id,
    'svix-timestamp': '1795176000',
    'svix-signature': fromScrapenest.headers['Svix-Signature'],
  });
});

test('F08: a Scrapfly signature is in two headers, in upper and in lower case', () => {
  expect(headersOf(fromScrapfly)).toEqual({
    'X-Scrapfly-Webhook-Signature': fromScrapfly.headers['X-Scrapfly-Webhook-Signature'],
    'X-Scrapfly-Webhook-Signature-Lowercase': fromScrapfly.headers['X-Scrapfly-Webhook-Signature-Lowercase'],
  });
});

test('M09: a MatchKraft delivery has no signature header', () => {
  expect(headersOf(fromMatchkraft)).toEqual({});
});

test('the timestamp of a signature is in whole seconds, rounded down', () => {
  const { scheme } = fromScrapekit.source.webhook;
  const headers = sign(scheme, { body: fromScrapekit.body, secret: 's', now: new Date(1999) });

  expect(headers['X-ScrapeKit-Timestamp']).toBe('1');
});

test('each ScrapeNest signature without a given message id has a new one', () => {
  const first = headersOf(fromScrapenest)['svix-id'];
  const second = headersOf(fromScrapenest)['svix-id'];

  expect(first).toMatch(/^msg_[0-9a-f-]{36}$/);
  expect(second).not.toBe(first);
});

test.each(signed)('a signed delivery of $source.id passes the verification', (genuine) => {
  expect(accept(genuine, { headers: headersOf(genuine) })).toMatchObject({ jobId: genuine.jobId });
});

describe('the official packages accept a ScrapeNest signature', () => {
  const headers = headersOf(fromScrapenest, { id });
  const branded = Object.fromEntries(
    Object.entries(headers).map(([name, text]) => [name.replace('svix', 'webhook'), text]),
  );
  const text = fromScrapenest.body.toString();

  test.each([
    ['svix', () => new SvixWebhook(fromScrapenest.secret).verify(text, branded)],
    ['standardwebhooks', () => new StandardWebhook(fromScrapenest.secret).verify(text, branded)],
  ])('in the package %s', (_, verify) => {
    vi.useFakeTimers({ now });
    try {
      expect(verify).not.toThrow();
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('a ConfigurationError is thrown for', () => {
  test.each(signed)('an empty secret of $source.id', ({ source, body }) => {
    expect(() => sign(source.webhook.scheme, { body, secret: '', now })).toThrow(
      expect.objectContaining({
        name: 'ConfigurationError',
        message: expect.stringContaining('empty secret') as unknown,
      }),
    );
  });

  test.each(['whpk_abcd', 'whsec_', 'whsec_!', 'abcde'])('the Svix secret %j', (secret) => {
    expect(() =>
      sign(fromScrapenest.source.webhook.scheme, { body: fromScrapenest.body, secret, now }),
    ).toThrow(
      expect.objectContaining({
        name: 'ConfigurationError',
        message: expect.stringContaining("'whsec_'") as unknown,
      }),
    );
  });

  test.each(['msg.1', '', 'a b', 'a,b'])('the message id %j', (odd) => {
    expect(() => headersOf(fromScrapenest, { id: odd })).toThrow(
      expect.objectContaining({
        name: 'ConfigurationError',
        message: expect.stringContaining('message id') as unknown,
      }),
    );
  });
});
