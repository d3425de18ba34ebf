import { Agent } from 'undici';
import { expect, test } from 'vitest';
import { sendWebhook } from '../src/send-webhook.ts';

const withCode = (code: string) => Object.assign(new Error(`connect ${code} 10.0.0.7:443`), { code });

const policy = { timeoutMs: 5_000, maxAnswerBytes: 65_536, retryDelaysMs: [], maxRedirects: 0 };

test.each([
  ['a code', withCode('ECONNREFUSED'), 'The host hooks.example refused the connection (ECONNREFUSED).'],
  [
    'a code for each address of a host',
    new AggregateError([withCode('ECONNREFUSED'), withCode('ECONNREFUSED')]),
    'The host hooks.example refused the connection (ECONNREFUSED).',
  ],
  [
    'a code of TLS',
    withCode('DEPTH_ZERO_SELF_SIGNED_CERT'),
    'The host hooks.example has no valid certificate (DEPTH_ZERO_SELF_SIGNED_CERT).',
  ],
  ['no code', new Error('The address is not allowed.'), 'The address is not allowed.'],
  ['no code and no message', new Error(), 'The host hooks.example could not be reached (unknown).'],
])('C174: an attempt that fails with %s is logged with a sentence', async (_kind, failure, error) => {
  const dispatcher = new Agent({ connect: (_options, done) => done(failure, null) });
  const message = { headers: {}, body: Buffer.from('{}') };
  const { signal } = new AbortController();

  const result = await sendWebhook('https://hooks.example/', message, { dispatcher, policy, signal });
  await dispatcher.destroy();

  expect(result).toEqual({ statusCode: null, error });
});
