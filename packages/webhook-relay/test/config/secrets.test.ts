import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { advice, read, refusal, settings, source, target, withSource, withTarget } from './settings.ts';

const asSecret = 'Write { env: NAME } to read it from an environment variable, or the text in quotes.';
const otherAddress = { base_url: 'https://own.example.com' };

describe('a secret in the wrong place', () => {
  it.each([
    [
      { api_key: 'whsec_abc' },
      'api_key: This looks like a webhook secret. Write it under webhook_secrets, and the API key here.',
    ],
    [{ api_key: 'sn_live_abc' }, 'api_key: This looks like a key of ScrapeNest. Write the key of ScrapeKit.'],
    [
      { webhook_secrets: ['sk_live_abc'] },
      'webhook_secrets[0]: This looks like an API key. Write the secret that signs webhooks, and the key under api_key.',
    ],
    [
      { webhook_secrets: ['whsec_x', 'sk_live_of-the-source'] },
      'webhook_secrets[1]: This looks like an API key. Write the secret that signs webhooks, and the key under api_key.',
    ],
    [
      { api_key: { env: 'sk_live_abc' } },
      'api_key: This looks like the secret itself. Write the name of an environment variable after `env:`.',
    ],
    [
      { api_key: { env: '0a1b2c3d4e5f60718293a4b5c6d7e8f9' } },
      'api_key: No environment variable has this name. Write the name of one that holds the secret.',
    ],
    [{ api_key: { sk_live_abc: null, env: 'X' } }, `api_key: ${asSecret}`],
    [{ api_key: '${SCRAPEKIT_API_KEY}' }, `api_key: ${asSecret}`],
    [{ api_key: '$SCRAPEKIT_API_KEY' }, `api_key: ${asSecret}`],
    [{ api_key: '' }, `api_key: This is empty. ${asSecret}`],
    [
      { api_key: 'sk_live_abc\n' },
      'api_key: The secret begins or ends with a space or a line break. Remove it.',
    ],
  ])('of a source is recognised (%j)', (changes, line) => {
    const environment = { X: 'sk_live_x' };

    expect(advice(withSource(changes), environment)).toEqual([`sources[0].${line}`]);
  });

  it('is told where the space is missing', () => {
    expect(advice(withSource({ api_key: { 'env:SCRAPEKIT_API_KEY': null } }))).toEqual([
      `sources[0].api_key.env: ${asSecret}`,
      'sources[0].api_key: Put a space after the colon: { env: NAME }.',
    ]);
  });

  it('is not suspected at the address of a server of the own', () => {
    const { sources } = read(withSource({ ...otherAddress, api_key: 'sn_live_abc' }));

    expect(sources[0]?.apiKey).toBe('sn_live_abc');
  });

  it.each([
    [{ kind: 'make', key: 'sk_live_abc' }, 'key'],
    [{ auth: { bearer: 'whsec_of-the-source' } }, 'auth.bearer'],
    [{ auth: { basic: { user: 'u', password: 'scp-live-abc' } } }, 'auth.basic.password'],
    [{ auth: { header: { name: 'X-Key', value: 'sn_live_abc' } } }, 'auth.header.value'],
  ])('never goes to a target (%j)', (changes, path) => {
    expect(advice(withTarget(changes))).toEqual([
      `targets[0].${path}: This is a secret of a source, which no target may get. Use another.`,
    ]);
  });

  it('does not let a target sign as the provider', () => {
    const secret = `whsec_${Buffer.alloc(32, 9).toString('base64')}`;
    const content = {
      ...settings,
      sources: [{ ...source, webhook_secrets: [secret] }],
      targets: [{ ...target, signing_secret: secret }],
    };

    expect(advice(content)).toEqual([
      'targets[0].signing_secret: This is a secret of a source, which no target may get. Use another.',
    ]);
  });
});

describe('no error repeats a secret', () => {
  /** Text as random as a key, with or without the beginning of one. */
  const secrets = fc
    .tuple(
      fc.constantFrom('', 'sk_live_', 'whsec_', 'sn_live_', '*', '!', '@', '"', '{', '\t'),
      fc.stringMatching(/^[a-f0-9]{8}[A-Za-z0-9+/]{16}$/),
    )
    .map((parts) => parts.join(''));
  const places: readonly ((secret: string) => object)[] = [
    (secret) => withSource({ api_key: secret, webhook_secrets: [secret], [secret]: secret }),
    (secret) => withSource({ api_key: { env: secret }, targets: [secret], name: secret, provider: secret }),
    (secret) => withSource({ api_key: { [secret]: null }, webhook_secrets: secret, base_url: secret }),
    (secret) => withTarget({ url: secret, kind: secret, key: secret, signing_secret: secret, rows: secret }),
    (secret) => withTarget({ auth: { [secret]: secret }, rows: { [secret]: secret } }),
    (secret) => withTarget({ auth: { header: { name: secret, value: `${secret}\n` } }, key: 'k' }),
    (secret) => ({ [secret]: secret, public_url: `https://${secret}@example.com` }),
  ];

  it.each(places.map((place, at) => [at, place] as const))('wherever it stands (%i)', (_, place) => {
    fc.assert(
      fc.property(secrets, (secret) => {
        const [, random = secret] = /([a-f0-9]{8}[A-Za-z0-9+/]{16})$/.exec(secret) ?? [];

        expect(refusal(stringify(place(secret))).join('\n')).not.toContain(random);
      }),
      { numRuns: 50 },
    );
  });

  it('even when the text is not YAML', () => {
    fc.assert(
      fc.property(secrets, (secret) => {
        const lines = refusal(`api_key: ${secret}\nwebhook_secrets: [${secret}\n${secret}`);

        expect(lines.join('\n')).not.toContain(secret.slice(-16));
      }),
      { numRuns: 100 },
    );
  });
});

it('any text is read or refused, never with another error', () => {
  const text = fc.stringMatching(/^(?:[a-z]{1,3}|[ \n:[\]{}&*!|>'"%@#?,-]|: |\n {2}|- ){0,40}$/);

  fc.assert(
    fc.property(text, (each) => {
      expect(refusal(each).length).toBeGreaterThan(0);
    }),
    { numRuns: 300 },
  );
});

it.each(['constructor', '__proto__', 'toString'])(
  'the name %s of no environment variable is refused like any other',
  (env) => {
    expect(advice(withSource({ api_key: { env } }), process.env)).toHaveLength(1);
  },
);
