import { readFileSync } from 'node:fs';
import { providers } from '@scrapekit/core';
import { describe, expect, it } from 'vitest';
import { read, refusal, settings, source, target, withSource, withTarget } from './settings.ts';

describe('settings of a relay', () => {
  it('gets every default', () => {
    const { sources, targets, ...rest } = read(settings);

    expect(rest).toEqual({ publicUrl: 'https://relay.example.com', allowPrivate: false });
    expect(targets).toEqual([
      {
        name: 'crm',
        url: 'https://crm.example.com/hook',
        headers: {},
        signingSecret: undefined,
        rows: { kind: 'none' },
      },
    ]);
    expect(sources).toEqual([
      {
        name: 'leads',
        provider: providers.scrapekit,
        baseUrl: providers.scrapekit.baseUrl,
        apiKey: 'sk_live_of-the-source',
        webhookSecrets: ['whsec_of-the-source'],
        targets,
        lateAfterMs: 60_000,
      },
    ]);
  });

  it('reads secrets from environment variables', () => {
    const { sources, targets } = read(
      {
        ...withSource({ api_key: { env: 'KEY' }, webhook_secrets: [{ env: 'NEW' }, { env: 'OLD' }] }),
        targets: [{ ...target, kind: 'make', key: { env: 'MAKE_KEY' } }],
      },
      { KEY: 'key', NEW: 'new', OLD: 'old', MAKE_KEY: 'make-key' },
    );

    expect(sources[0]).toMatchObject({ apiKey: 'key', webhookSecrets: ['new', 'old'] });
    expect(targets[0]?.headers).toEqual({ 'x-make-apikey': 'make-key' });
  });

  it('removes the slash at the end of addresses to which paths are added', () => {
    const { publicUrl, sources, targets } = read({
      ...withSource({ base_url: 'https://own.example.com/api/' }),
      public_url: 'https://relay.example.com/',
      targets: [{ ...target, url: 'https://crm.example.com/hook/' }],
    });

    expect(publicUrl).toBe('https://relay.example.com');
    expect(sources[0]?.baseUrl).toBe('https://own.example.com/api');
    expect(targets[0]?.url).toBe('https://crm.example.com/hook/');
  });

  it('gives a source only the targets that it names', () => {
    const { sources, targets } = read({
      ...settings,
      sources: [
        { ...source, targets: ['second'] },
        { ...source, name: 'others' },
      ],
      targets: [target, { ...target, name: 'second' }],
    });

    expect(sources.map((each) => each.targets)).toEqual([[targets[1]], targets]);
  });

  it('takes the API key as the secret where the provider signs with it', () => {
    const { sources } = read(
      withSource({ provider: 'scrupp', api_key: 'sk_live_x', webhook_secrets: undefined }),
    );

    expect(sources[0]?.webhookSecrets).toEqual(['sk_live_x']);
  });

  it('needs no secret where the provider does not sign', () => {
    expect(
      read(withSource({ provider: 'matchkraft', webhook_secrets: undefined })).sources[0]?.webhookSecrets,
    ).toEqual([]);
  });

  it.each([
    ['a bearer token', { auth: { bearer: 'token' } }, { authorization: 'Bearer token' }],
    [
      'Basic authentication (RFC 7617, section 2.1)',
      { auth: { basic: { user: 'test', password: '123£' } } },
      { authorization: 'Basic dGVzdDoxMjPCow==' },
    ],
    ['a header', { auth: { header: { name: 'X-Key', value: 'value' } } }, { 'x-key': 'value' }],
    ['the key of Make', { kind: 'make', key: 'k' }, { 'x-make-apikey': 'k' }],
    ['the token of Clay', { kind: 'clay', key: 'k' }, { 'x-clay-webhook-auth': 'k' }],
  ])('recognises the relay by %s', (_, changes, headers) => {
    expect(read(withTarget(changes)).targets[0]?.headers).toEqual(headers);
  });

  it.each([
    [{ kind: 'clay' }, { kind: 'single' }],
    [{ kind: 'clay', rows: 'none' }, { kind: 'none' }],
    [
      { kind: 'make', rows: { max_rows: 50 } },
      { kind: 'pages', maxBytes: 5_000_000, maxRows: 50 },
    ],
    [{ rows: { max_bytes: 9_000_000, max_rows: 1 } }, { kind: 'pages', maxBytes: 9_000_000, maxRows: 1 }],
  ])('sends rows of %j as %j', (changes, rows) => {
    expect(read(withTarget(changes)).targets[0]?.rows).toEqual(rows);
  });

  it('accepts a signing secret of 24 to 64 bytes', () => {
    const secret = `whsec_${Buffer.alloc(24, 7).toString('base64')}`;

    expect(read(withTarget({ signing_secret: secret })).targets[0]?.signingSecret).toBe(secret);
  });

  it('accepts private and http addresses with ALLOW_PRIVATE_TARGETS=true', () => {
    const { publicUrl, allowPrivate } = read(
      {
        ...withSource({ base_url: 'http://127.0.0.1:3000' }),
        public_url: 'http://localhost:4000',
        targets: [{ ...target, url: 'http://[::1]:5000/hook' }],
      },
      { ALLOW_PRIVATE_TARGETS: 'true' },
    );

    expect([publicUrl, allowPrivate]).toEqual(['http://localhost:4000', true]);
  });

  it('does not take another value of ALLOW_PRIVATE_TARGETS for false', () => {
    expect(refusal(settings, { ALLOW_PRIVATE_TARGETS: 'yes' })).toEqual([
      'ALLOW_PRIVATE_TARGETS: Write true or false.',
    ]);
  });

  it('reads JSON with tabs and a schema', () => {
    const json = JSON.stringify({ $schema: './relay.schema.json', ...settings }, undefined, '\t');

    expect(read(json).targets[0]?.name).toBe('crm');
  });

  it('reads the example', () => {
    const example = readFileSync(new URL('../../relay.example.yaml', import.meta.url), 'utf8');
    const environment = {
      SCRAPEKIT_API_KEY: 'sk_live_x',
      SCRAPEKIT_WEBHOOK_SECRET: 'whsec_x',
      MAKE_KEY: 'make',
    };

    expect(read(example, environment).targets[0]).toMatchObject({
      name: 'make-leads',
      headers: { 'x-make-apikey': 'make' },
    });
  });
});
