import fc from 'fast-check';
import { Webhook as StandardWebhook } from 'standardwebhooks';
import { Webhook as SvixWebhook } from 'svix';
import { describe, expect, test } from 'vitest';
import { targets } from './forgery-targets.ts';
import { forgery } from './forgery.ts';
import { fromMatchkraft, fromScrapenest, fromScrapfly, now, SENT, signed } from './genuine.ts';
import { accept, hmac, judge, judgeAnything } from './judge.ts';

const SEED = 20_261_120;
const RUNS = { seed: SEED, numRuns: 10_000 };

describe('ten thousand forged deliveries are rejected with a WebhookVerificationError', () => {
  test.each(targets)('of $name', (target) => {
    const { genuine } = target;

    expect(judge(genuine)).toBe('accepted');
    fc.assert(
      fc.property(forgery(target), (change) => judge(genuine, change) !== 'accepted'),
      RUNS,
    );
  });

  test('of Scrapfly, with its older header that contains the secret', () => {
    const { secret } = fromScrapfly;
    const header = 'X-Scrapfly-Webhook-Secret';
    const guess = fc
      .oneof(
        fc.string({ maxLength: 80 }),
        fc.nat(secret.length).map((at) => secret.slice(0, at)),
        fc
          .tuple(fc.nat(secret.length - 1), fc.string({ minLength: 1, maxLength: 1 }))
          .map(([at, letter]) => secret.slice(0, at) + letter + secret.slice(at + 1)),
        fc.constantFrom(`${secret}, ${secret}`, `${secret}\n`, secret.toUpperCase(), 'undefined', 'null'),
      )
      .filter((text) => text !== secret);
    const signature = fc.constantFrom(
      '',
      'X-Scrapfly-Webhook-Signature',
      'X-Scrapfly-Webhook-Signature-Lowercase',
    );
    const forged = fc.oneof(
      guess.map((text) => [[header, text] as const]),
      guess.map(
        (text) =>
          [
            [header, secret],
            [header, text],
          ] as const,
      ),
      fc
        .tuple(fc.string(), signature)
        .filter(([, name]) => name !== '')
        .map(
          ([text, name]) =>
            [
              [header, secret],
              [name, text],
            ] as const,
        ),
    );

    fc.assert(
      fc.property(forged, (headers) => judge(fromScrapfly, { headers }) !== 'accepted'),
      RUNS,
    );
  });

  test('of MatchKraft, which signs nothing and is checked by its fields', () => {
    const hint = JSON.parse(fromMatchkraft.body.toString()) as Record<string, unknown>;
    const fields = {
      event: ['job.completed'],
      jobType: ['domain-scan', 'email-validation', 'email-finder'],
      status: ['COMPLETED', 'FAILED'],
    };
    const changed = Object.entries(fields).map(([field, known]) =>
      fc
        .oneof(
          fc.jsonValue(),
          fc.constantFrom(
            ...known.map((word) => `${word} `),
            ...known.map((word) => word.toUpperCase() + '/'),
            '../x',
            'toString',
          ),
        )
        .filter((value) => !known.includes(value as string))
        .map((value) => ({ ...hint, [field]: value })),
    );
    const uuid = fromMatchkraft.jobId;
    const injected = fc
      .oneof(
        fc.jsonValue(),
        fc
          .tuple(fc.nat(uuid.length), fc.constantFrom('/', '..', '%2f', '?', '#', '\n', 'g', 'é'))
          .map(([at, text]) => uuid.slice(0, at) + text + uuid.slice(at)),
        fc.nat(uuid.length - 1).map((at) => uuid.slice(0, at)),
      )
      .map((jobId) => ({ ...hint, jobId }));
    const missing = fc.constantFrom(...Object.keys(hint)).map((field) => ({ ...hint, [field]: undefined }));
    const body = fc
      .oneof(...changed, injected, missing, fc.jsonValue())
      .map((value) => Buffer.from(JSON.stringify(value)));

    fc.assert(
      fc.property(body, (bytes) => judge(fromMatchkraft, { body: bytes }) !== 'accepted'),
      RUNS,
    );
  });
});

describe('a delivery of any other type or shape is rejected with a WebhookVerificationError', () => {
  const anyHeaders = fc.oneof(
    fc.anything(),
    fc.array(fc.anything(), { maxLength: 4 }),
    fc.array(fc.tuple(fc.anything(), fc.anything()), { maxLength: 4 }),
    fc.dictionary(fc.string(), fc.anything(), { maxKeys: 4 }),
  );
  const anyBody = fc.oneof(fc.anything(), fc.uint8Array());
  const anyDelivery = fc.oneof(fc.anything(), fc.record({ headers: anyHeaders, body: anyBody }));

  test.each([...signed, fromMatchkraft])('by the check of $source.id', (genuine) => {
    fc.assert(
      fc.property(anyDelivery, (delivery) => judgeAnything(genuine, delivery) !== 'accepted'),
      { seed: SEED, numRuns: 1_000 },
    );
  });

  test.each(targets)(
    'by the check of $name, when only its signature headers have other values',
    ({ genuine, headers }) => {
      const odd = fc.dictionary(fc.constantFrom(...Object.values(headers)), fc.anything(), { minKeys: 1 });

      fc.assert(
        fc.property(
          odd,
          (values) => judge(genuine, { headers: { ...genuine.headers, ...values } as never }) !== 'accepted',
        ),
        { seed: SEED, numRuns: 1_000 },
      );
    },
  );
});

describe('every delivery with a valid signature is accepted', () => {
  const seconds = fc.integer({ min: SENT - 300, max: SENT + 300 });
  const settings = { seed: SEED, numRuns: 500 };

  test.each(targets)('of $name, with any bytes as the body', ({ genuine, headers, sign, key }) => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 256 }), seconds, (body, second) => {
        const timestamp = String(second);
        const id = 'msg_1';
        const values = { signature: sign(key, { id, timestamp, body }), timestamp, id };
        const sent = Object.entries(headers).map(
          ([field, name]) => [name, values[field as keyof typeof values]] as const,
        );

        return judge(genuine, { headers: sent, body }) === 'accepted';
      }),
      settings,
    );
  });

  test.each([
    ['svix', (secret: string) => new SvixWebhook(secret)],
    ['standardwebhooks', (secret: string) => new StandardWebhook(secret)],
  ])('of ScrapeNest, signed by the package %s', (_, create) => {
    const keys = fc.uint8Array({ minLength: 1, maxLength: 64 });
    const texts = fc.string({ unit: 'binary' }).filter((text) => text.isWellFormed());

    fc.assert(
      fc.property(keys, texts, seconds, (bytes, text, second) => {
        const secret = `whsec_${Buffer.from(bytes).toString('base64')}`;
        const signature = create(secret).sign('msg_1', new Date(second * 1000), text);
        const headers = { 'svix-id': 'msg_1', 'svix-timestamp': String(second), 'svix-signature': signature };

        return judge(fromScrapenest, { headers, body: Buffer.from(text), secrets: [secret] }) === 'accepted';
      }),
      settings,
    );
  });
});

test('an old delivery with a valid signature is rejected as stale, and one with a wrong signature as forged', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), fc.boolean(), (body, forged) => {
      const [{ genuine } = { genuine: fromScrapenest }] = targets;
      const signature = hmac(forged ? 'another' : genuine.secret, [`${SENT}.`, body]);
      const headers = { 'X-ScrapeKit-Timestamp': String(SENT), 'X-ScrapeKit-Signature': signature };
      const late = new Date(now.getTime() + 3_600_000);

      return (
        judge(genuine, { headers, body, now: late }) === (forged ? 'signature_mismatch' : 'stale_timestamp')
      );
    }),
    { seed: SEED, numRuns: 500 },
  );
});

test('S07: a secret anywhere in the body is removed from the payload of the event', () => {
  const { secret } = fromScrapfly;
  const echo = fc.constantFrom(secret, `key=${secret}&x`, `${secret}${secret}`);

  fc.assert(
    fc.property(fc.jsonValue(), echo, (value, text) => {
      const body = Buffer.from(JSON.stringify({ context: { job: { uuid: 'u' } }, x: planting(text, value) }));
      const headers = { 'X-Scrapfly-Webhook-Signature': hmac(secret, [body]) };
      const event = accept(fromScrapfly, { body, headers });

      return event.readable && leaves(event.payload).every((leaf) => !leaf.includes(secret));
    }),
    { seed: SEED, numRuns: 300 },
  );
});

/** Replaces every leaf of a structure by a text. */
function planting(text: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((each) => planting(text, each));
  if (typeof value !== 'object' || value === null) return text;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, planting(text, each)]));
}

/** Lists all texts that are values in a payload. */
function leaves(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : [];
}
