import { describe, expect, test } from 'vitest';
import { ConfigurationError } from '../../src/errors/configuration-error.ts';
import { FakeClock } from '../../src/testing/fake-clock.ts';
import { signWebhook, verifyWebhook } from '../../src/verify-webhook.ts';
import { MemoryClaims } from '../../src/webhooks/claims.ts';
import { createInbox } from '../../src/webhooks/inbox.ts';
import { MemoryEvents } from '../../src/webhooks/kept-events.ts';
import { createWebhookReceiver } from '../../src/webhooks/receiver.ts';
import { fromMatchkraft, fromScrapekit, fromScrapfly, now } from './genuine.ts';
import { scene } from './receiver-scene.ts';

const clock = new FakeClock(now);
const inbox = createInbox({ clock });
const { source, headers, body, secret } = fromScrapekit;

/** Returns the message of the ConfigurationError that a call throws. Any other outcome fails the test. */
function complaint(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    if (ConfigurationError.isInstance(error)) return error.message;
    throw error;
  }
  throw new Error('Nothing was thrown.');
}

const notProviders: readonly unknown[] = [
  undefined,
  null,
  7,
  {},
  { id: 'x' },
  { id: 'x', webhook: null },
  { id: 'x', webhook: { parseEvent: () => ({}) } },
  { id: 'x', webhook: { scheme: { kind: 'hmac' } } },
  { webhook: { scheme: { kind: 'unsigned' }, parseEvent: () => ({}) } },
];

describe('verifyWebhook', () => {
  const verify = (provider: unknown, options: unknown) =>
    verifyWebhook(provider as 'scrapekit', { headers, body }, options as never);

  test.each(notProviders)('names the known providers when the provider is %j', (provider) => {
    expect(complaint(() => verify(provider, { secrets: [secret], now }))).toContain('scrapekit, matchkraft,');
  });

  test.each([undefined, null, 'secret'])('asks for its options when they are %j', (options) => {
    expect(complaint(() => verify('scrapekit', options))).toContain('options');
  });

  test.each([undefined, null, 1_795_176_000, '2026-11-20'])('refuses %j as the time', (time) => {
    expect(complaint(() => verify('scrapekit', { secrets: [secret], now: time }))).toBe(
      'The option now must be a Date.',
    );
  });

  test.each([NaN, -1, 0, 1.5, Infinity, '1000', null])(
    'refuses %j as maxInflatedBytes',
    (maxInflatedBytes) => {
      expect(complaint(() => verify('scrapfly', { secrets: [secret], now, maxInflatedBytes }))).toBe(
        'The option maxInflatedBytes must be a whole number of at least 1.',
      );
    },
  );
});

describe('signWebhook', () => {
  const options = { body, secret, now };
  const sign = (changes: object) => complaint(() => signWebhook('scrapekit', { ...options, ...changes }));

  test.each([undefined, null, '', 7])('refuses %j as the secret', (value) => {
    expect(sign({ secret: value })).toContain('secret');
  });

  test.each([undefined, null, 'text', {}])('refuses %j as the body', (value) => {
    expect(sign({ body: value })).toBe('The option body must be a Uint8Array.');
  });

  test.each([undefined, null, 7])('refuses %j as the time', (value) => {
    expect(sign({ now: value })).toBe('The option now must be a Date.');
  });

  test('refuses an invalid date, because its headers would have no timestamp', () => {
    expect(sign({ now: new Date(NaN) })).toBe('The option now must be a valid Date.');
  });

  test('asks for its options', () => {
    expect(complaint(() => signWebhook('scrapekit', undefined as never))).toContain('options');
  });
});

describe('createWebhookReceiver', () => {
  const create = (changes: object) =>
    complaint(() => createWebhookReceiver({ provider: source, secrets: [secret], inbox, clock, ...changes }));

  test.each(notProviders)('refuses %j as the provider', (provider) => {
    expect(create({ provider })).toBe('The option provider must be a definition with its webhooks.');
  });

  test.each([undefined, null, secret, [undefined], [7], [secret, null]])(
    'refuses %j as secrets',
    (secrets) => {
      expect(create({ secrets })).toBe(
        'The option secrets must be a list of texts. It is empty when there is no secret.',
      );
    },
  );

  test.each([
    ['inbox', undefined, 'The option inbox must have the functions claim, keep and wake.'],
    ['inbox', { claim: () => undefined }, 'The option inbox must have the functions claim, keep and wake.'],
    ['clock', undefined, 'The option clock must have the function now.'],
    ['clock', { now: 7 }, 'The option clock must have the function now.'],
    ['dispatch', 'queue', 'The option dispatch must be a function.'],
    ['maxBodyBytes', NaN, 'The option maxBodyBytes must be a whole number of at least 1.'],
    ['maxBodyBytes', -1, 'The option maxBodyBytes must be a whole number of at least 1.'],
    ['maxInflatedBytes', NaN, 'The option maxInflatedBytes must be a whole number of at least 1.'],
  ])('refuses the option %s: %j', (name, value, message) => {
    expect(create({ [name]: value })).toBe(message);
  });

  test('asks for its options', () => {
    expect(complaint(() => createWebhookReceiver(undefined as never))).toContain('options');
  });

  test.each([undefined, null, 'text'])(
    'answers a request with the headers %j as a mistake of its host',
    async (value) => {
      const answer = await scene(fromScrapekit).receive({ headers: value as never });

      expect(answer).toMatchObject({
        status: 500,
        failure: {
          name: 'ConfigurationError',
          message: 'The headers of a delivery must be pairs or an object.',
        },
      });
    },
  );
});

test.each([undefined, null, 'text'])(
  'a receiver answers the request %j as a mistake of its host',
  async (request) => {
    const receive = createWebhookReceiver({ provider: source, secrets: [secret], inbox, clock });

    expect(await receive(request as never)).toMatchObject({
      status: 500,
      failure: { name: 'ConfigurationError' },
    });
  },
);

describe('more than 2,000 headers', () => {
  const many = (count: number): [string, string][] =>
    Array.from({ length: count }, (_, index) => [`x-${index}`, 'v']);

  test.each([fromScrapekit, fromScrapfly, fromMatchkraft])(
    'a delivery of $source.id is rejected as malformed, and its body stays unread',
    async (genuine) => {
      const { dispatched, receive } = scene(genuine);
      const pairs = [...Object.entries(genuine.headers), ...many(2000)];
      const unreadable = {
        [Symbol.asyncIterator]: () => {
          throw new Error('The body was read.');
        },
      };

      for (const tooMany of [pairs, Object.fromEntries(pairs)]) {
        expect(await receive({ headers: tooMany, body: unreadable })).toEqual({
          status: 400,
          headers: { connection: 'close' },
          rejection: 'malformed_delivery',
        });
      }
      expect(dispatched).toEqual([]);
    },
  );

  test('a delivery with 2,000 headers is accepted', async () => {
    const own = Object.entries(headers);

    expect(
      await scene(fromScrapekit).receive({ headers: [...many(2000 - own.length), ...own] }),
    ).toMatchObject({ status: 200 });
  });
});

describe('the parts of an inbox', () => {
  const claims = new MemoryClaims(clock);
  const events = new MemoryEvents(clock);

  test.each([
    [{}, 'The option clock must have the function now.'],
    [{ claims, events }, 'The option clock must have the function now.'],
    [{ clock, claims: {} }, 'The option claims must have the functions claim, hold and release.'],
    [{ clock, claims: events }, 'The option claims must have the functions claim, hold and release.'],
    [{ clock, events: claims }, 'The option events must have the functions put and get.'],
    [{ clock, events: null }, 'The option events must have the functions put and get.'],
  ])('%j is refused', (options, message) => {
    expect(complaint(() => createInbox(options as never))).toBe(message);
  });

  test('an inbox asks for its options', () => {
    expect(complaint(() => createInbox(undefined as never))).toContain('options');
  });

  test.each([NaN, -1, 0, 2.5])('a limit of %d for the memory is refused', (limit) => {
    expect(complaint(() => new MemoryClaims(clock, { maxKeys: limit }))).toBe(
      'The option maxKeys must be a whole number of at least 1.',
    );
    expect(complaint(() => new MemoryEvents(clock, { maxBytes: limit }))).toBe(
      'The option maxBytes must be a whole number of at least 1.',
    );
  });

  test.each([MemoryClaims, MemoryEvents])('%o needs a clock', (Memory) => {
    expect(complaint(() => new Memory({} as never))).toBe('The option clock must have the function now.');
  });
});
