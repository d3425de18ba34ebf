import { expect, test } from 'vitest';
import { providers } from '../src/providers/index.ts';
import { signWebhook, verifyWebhook, type ProviderId } from '../src/verify-webhook.ts';
import {
  fromMatchkraft,
  fromScrapekit,
  fromScrapenest,
  fromScrapfly,
  fromScrupp,
  now,
  type Genuine,
} from './webhooks/genuine.ts';

const genuine: Readonly<Record<ProviderId, Genuine>> = {
  scrapekit: fromScrapekit,
  matchkraft: fromMatchkraft,
  scrupp: fromScrupp,
  scrapfly: fromScrapfly,
  scrapenest: fromScrapenest,
};
const ids = Object.keys(genuine) as ProviderId[];

test.each(ids)('%s: what its documents show is accepted by its id and by its definition', (id) => {
  const { headers, body, secret, jobId } = genuine[id];

  const event = verifyWebhook(id, { headers, body }, { secrets: [secret], now });

  expect(event).toMatchObject({
    provider: id,
    jobId,
    readable: true,
    trust: id === 'matchkraft' ? 'hint' : 'signed',
  });
  expect(verifyWebhook(providers[id], { headers, body }, { secrets: [secret], now })).toEqual(event);
});

test('each of many secrets proves only its own deliveries', () => {
  const body = Buffer.from(fromScrapekit.body);
  const secrets = Array.from({ length: 80 }, (_, index) => `whsec_${index}`);
  const verifyBy = (secret: string, headers: Record<string, string>) =>
    verifyWebhook('scrapekit', { headers, body }, { secrets: [secret], now });

  for (const secret of [...secrets, ...secrets]) {
    const headers = signWebhook('scrapekit', { body, secret, now });

    expect(verifyBy(secret, headers).trust).toBe('signed');
    expect(() => verifyBy(`${secret}0`, headers)).toThrow('does not match the body');
  }
});

test.each(ids.filter((id) => id !== 'matchkraft'))(
  '%s: a delivery with one changed byte is rejected',
  (id) => {
    const { headers, body, secret } = genuine[id];
    const changed = Buffer.concat([body.subarray(0, -1), Buffer.from(' }')]);

    expect(() => verifyWebhook(id, { headers, body: changed }, { secrets: [secret], now })).toThrow(
      expect.objectContaining({ name: 'WebhookVerificationError', reason: 'signature_mismatch' }),
    );
  },
);

test.each(ids)('%s: what is signed here is accepted here', (id) => {
  const { body, secret, jobId } = genuine[id];
  const headers = signWebhook(id, { body, secret, now });

  expect(verifyWebhook(id, { headers, body }, { secrets: [secret], now })).toMatchObject({ jobId });
});

test('F08: compressed bodies of Scrapfly are inflated without an option', async () => {
  const { gzipSync } = await import('node:zlib');
  const { headers, body, secret, jobId } = fromScrapfly;
  const delivery = { headers: { ...headers, 'Content-Encoding': 'gzip' }, body: gzipSync(body) };

  expect(verifyWebhook('scrapfly', delivery, { secrets: [secret], now })).toMatchObject({ jobId });
});

test.each(['nobody', 'constructor', '__proto__', ''])(
  'an unknown provider id %j is a ConfigurationError',
  (id) => {
    expect(() => signWebhook(id as ProviderId, { body: Buffer.alloc(0), secret: 's', now })).toThrow(
      expect.objectContaining({
        name: 'ConfigurationError',
        message: expect.stringContaining('scrapekit, ') as unknown,
      }),
    );
  },
);
