import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { matchkraftGuide } from '../../src/providers/matchkraft/guide.ts';
import { scrapekitGuide } from '../../src/providers/scrapekit/guide.ts';
import { scrapenestGuide } from '../../src/providers/scrapenest/guide.ts';
import { scrapflyGuide } from '../../src/providers/scrapfly/guide.ts';
import { scruppGuide } from '../../src/providers/scrupp/guide.ts';
import type { WebhookGuide } from '../../src/providers/webhook-guide.ts';
import { runSnippet, runnableLanguages, type SnippetCase, type SnippetKind } from './snippet-runners.ts';

const NOW = 1_795_176_000;
// A byte order mark, a byte that is no UTF-8 and a line feed: a snippet that decodes the body would change them.
const BODY = Buffer.from([0xef, 0xbb, 0xbf, 0x7b, 0xff, 0x7d, 0x0d, 0x0a]);
const SECRET = 'whsec_AbCdEfGhIjKlMnOpQrStUvWxYz0123456789-_AbCdE';
const SVIX_KEY = Buffer.from('MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLw/=', 'base64');
const SVIX_SECRET = `whsec_${SVIX_KEY.toString('base64')}`;
const hex = (key: string | Buffer, text: string | Buffer) =>
  createHmac('sha256', key).update(text).digest('hex');
const dotted = (...parts: readonly (string | Buffer)[]) =>
  Buffer.concat(
    parts.flatMap((part, index) => (index === 0 ? [part] : ['.', part])).map((part) => Buffer.from(part)),
  );

type Cases = readonly (readonly [title: string, isGenuine: boolean, given: SnippetCase])[];

interface TimedScheme {
  readonly secret: string;
  readonly sign: (secret: string, timestamp: string) => SnippetCase['headers'];
  readonly signature: string;
  readonly timestamp: string;
}

/** The cases that all schemes with a time share. */
function timedCases({ secret, sign, signature, timestamp }: TimedScheme): Cases {
  const at = String(NOW);
  const genuine = { headers: sign(secret, at), body: BODY, secrets: [secret], now: NOW };
  const withHeader = (name: string, value: string) => ({
    ...genuine,
    headers: { ...genuine.headers, [name]: value },
  });
  const without = (name: string) => ({
    ...genuine,
    headers: Object.fromEntries(Object.entries(genuine.headers).filter(([header]) => header !== name)),
  });
  const signed = genuine.headers[signature] ?? '';
  const changed = signed.slice(0, -4) + (signed.endsWith('aaaa') ? 'bbbb' : 'aaaa');
  return [
    ['a genuine request', true, genuine],
    ['one that the old secret signed', true, { ...genuine, secrets: [`${secret.slice(0, -4)}wxyz`, secret] }],
    ['300 s old', true, { ...genuine, now: NOW + 300 }],
    ['301 s old', false, { ...genuine, now: NOW + 301 }],
    ['301 s ahead', false, { ...genuine, now: NOW - 301 }],
    ['another secret', false, { ...genuine, secrets: [`${secret.slice(0, -4)}wxyz`] }],
    ['no secret', false, { ...genuine, secrets: [] }],
    ['an empty secret', false, { ...genuine, headers: sign('', at), secrets: [''] }],
    ['another body', false, { ...genuine, body: Buffer.concat([BODY, Buffer.from(' ')]) }],
    ['another signature', false, withHeader(signature, changed)],
    ['a signature with more behind it', false, withHeader(signature, `${signed}zz`)],
    ['a later time', false, withHeader(timestamp, String(NOW + 1))],
    ['a time with a fraction', false, { ...genuine, headers: sign(secret, `${at}.5`) }],
    ['a time with a line feed', false, { ...genuine, headers: sign(secret, `${at}\n`) }],
    ['no signature', false, without(signature)],
    ['no time', false, without(timestamp)],
  ];
}

const scrapekit: TimedScheme = {
  secret: SECRET,
  signature: 'x-scrapekit-signature',
  timestamp: 'x-scrapekit-timestamp',
  sign: (secret, at) => ({
    'x-scrapekit-timestamp': at,
    'x-scrapekit-signature': hex(secret, dotted(at, BODY)),
  }),
};
const scrupp: TimedScheme = {
  secret: 'sk_live_0123456789abcdefghijABCDEFGHIJ0123456789',
  signature: 'x-scrupp-signature',
  timestamp: 'x-scrupp-timestamp',
  sign: (secret, at) => ({
    'x-scrupp-timestamp': at,
    'x-scrupp-signature': `sha256=${hex(secret, dotted(at, BODY))}`,
  }),
};
const svixSignature = (key: Buffer, at: string, id = 'msg_1') =>
  `v1,${createHmac('sha256', key)
    .update(dotted(id, at, BODY))
    .digest('base64')}`;
const scrapenest: TimedScheme = {
  secret: SVIX_SECRET,
  signature: 'svix-signature',
  timestamp: 'svix-timestamp',
  sign: (secret, at) => ({
    'svix-id': 'msg_1',
    'svix-timestamp': at,
    'svix-signature': svixSignature(Buffer.from(secret.replace('whsec_', ''), 'base64'), at),
  }),
};
const svixGenuine = {
  headers: scrapenest.sign(SVIX_SECRET, String(NOW)),
  body: BODY,
  secrets: [SVIX_SECRET],
  now: NOW,
};
const svixWith = (name: string, value: string) => ({
  ...svixGenuine,
  headers: { ...svixGenuine.headers, [name]: value },
});
const svixOther = svixSignature(Buffer.from('another key of a rotation'), String(NOW));

const scrapflyGenuine = {
  headers: { 'x-scrapfly-webhook-signature': hex(SECRET, BODY).toUpperCase() },
  body: BODY,
  secrets: [SECRET],
};

const hintBody = (change: object) => ({
  headers: {},
  secrets: [],
  body: Buffer.from(
    JSON.stringify({
      event: 'job.completed',
      jobId: '20f70187-b941-4bb0-b10f-599b025fc425',
      jobType: 'email-validation',
      status: 'COMPLETED',
      ...change,
    }),
  ),
});

const schemes: readonly (readonly [
  provider: string,
  guide: WebhookGuide,
  kind: SnippetKind,
  cases: Cases,
])[] = [
  ['scrapekit', scrapekitGuide, 'timed', timedCases(scrapekit)],
  [
    'scrupp',
    scruppGuide,
    'timed',
    [
      ...timedCases(scrupp),
      [
        'upper-case digits',
        true,
        {
          headers: {
            'x-scrupp-timestamp': String(NOW),
            'x-scrupp-signature': `sha256=${hex(scrupp.secret, dotted(String(NOW), BODY)).toUpperCase()}`,
          },
          body: BODY,
          secrets: [scrupp.secret],
          now: NOW,
        },
      ],
    ],
  ],
  [
    'scrapenest',
    scrapenestGuide,
    'timed',
    [
      ...timedCases(scrapenest),
      [
        'two signatures, of which the second is right',
        true,
        svixWith('svix-signature', `${svixOther} ${svixGenuine.headers['svix-signature']}`),
      ],
      [
        'a signature of another version',
        false,
        svixWith('svix-signature', (svixGenuine.headers['svix-signature'] ?? '').replace('v1,', 'v2,')),
      ],
      ['another id', false, svixWith('svix-id', 'msg_2')],
      ['an id with a dot', false, svixWith('svix-id', `msg_1.${NOW}`)],
      ['a secret without whsec_', false, { ...svixGenuine, secrets: [SVIX_SECRET.slice(6)] }],
      [
        'a secret that is whsec_ alone',
        false,
        { ...svixGenuine, headers: scrapenest.sign('whsec_', String(NOW)), secrets: ['whsec_'] },
      ],
    ],
  ],
  [
    'scrapfly',
    scrapflyGuide,
    'untimed',
    [
      ['a genuine request', true, scrapflyGenuine],
      [
        'lower-case digits',
        true,
        { ...scrapflyGenuine, headers: { 'x-scrapfly-webhook-signature': hex(SECRET, BODY) } },
      ],
      ['one that the old secret signed', true, { ...scrapflyGenuine, secrets: ['new', SECRET] }],
      ['another secret', false, { ...scrapflyGenuine, secrets: ['new'] }],
      ['no secret', false, { ...scrapflyGenuine, secrets: [] }],
      [
        'an empty secret',
        false,
        { ...scrapflyGenuine, headers: { 'x-scrapfly-webhook-signature': hex('', BODY) }, secrets: [''] },
      ],
      ['another body', false, { ...scrapflyGenuine, body: Buffer.from('{}') }],
      [
        'digits with more behind them',
        false,
        { ...scrapflyGenuine, headers: { 'x-scrapfly-webhook-signature': `${hex(SECRET, BODY)}zz` } },
      ],
      ['a ping without a signature', false, { ...scrapflyGenuine, headers: {} }],
    ],
  ],
  [
    'matchkraft',
    matchkraftGuide,
    'hint',
    [
      ['a well-formed body', true, hintBody({})],
      ['a failed job', true, hintBody({ status: 'FAILED' })],
      ['a path in the type', false, hintBody({ jobType: '../../account' })],
      ['a path in the id', false, hintBody({ jobId: '20f70187-b941-4bb0-b10f-599b025fc425/../x' })],
      ['an id that is no text', false, hintBody({ jobId: 7 })],
      ['another event', false, hintBody({ event: 'job.started' })],
      ['another status', false, hintBody({ status: 'STARTED' })],
      ['a list', false, { ...hintBody({}), body: Buffer.from('[1]') }],
      ['null', false, { ...hintBody({}), body: Buffer.from('null') }],
      ['no JSON', false, { ...hintBody({}), body: Buffer.from('{') }],
    ],
  ],
];

/** Headers of the examples in docs/webhooks.md, which openssl has signed. */
const exampleHeaders: Readonly<Record<string, (signature: string) => SnippetCase['headers']>> = {
  scrapekit: (signature) => ({
    'x-scrapekit-timestamp': String(NOW),
    'x-scrapekit-signature': signature,
  }),
  scrupp: (signature) => ({ 'x-scrupp-timestamp': String(NOW), 'x-scrupp-signature': signature }),
  scrapenest: (signature) => ({
    'svix-id': 'msg_example',
    'svix-timestamp': String(NOW),
    'svix-signature': signature,
  }),
  scrapfly: (signature) => ({ 'x-scrapfly-webhook-signature': signature }),
};

/** Reads the example of a provider; none for the provider that does not sign. */
function documentedExamples(provider: string): readonly SnippetCase[] {
  const docs = readFileSync(new URL('../../docs/webhooks.md', import.meta.url), 'utf8');
  const row = new RegExp(`\\| ${provider} +\\| \`([^\`]+)\` +\\| \`([^\`]+)\``).exec(docs);
  if (row === null) return [];
  const [, secret = '', signature = ''] = row;
  const headers = exampleHeaders[provider]?.(signature) ?? {};
  return [{ headers, body: Buffer.from('{"event":"example"}'), secrets: [secret], now: NOW }];
}

describe.each(schemes)('the code that verifies webhooks of %s', (provider, { snippets }, kind, cases) => {
  test('is there in four languages', () => {
    expect(snippets.map(({ language }) => language)).toEqual(['Node.js', 'Python', 'PHP', 'Go']);
  });

  test.each(runnableLanguages)('judges genuine, forged and stale requests rightly in %s', (language) => {
    const snippet = snippets.find((one) => one.language === language)!;

    const documented = documentedExamples(provider);
    const all = [...cases.map(([, , given]) => given), ...documented];

    const results = runSnippet(snippet, kind, all);

    expect(cases.map(([title], index) => [title, results[index]])).toEqual(
      cases.map(([title, isGenuine]) => [title, isGenuine]),
    );
    expect(documented).toHaveLength(kind === 'hint' ? 0 : 1);
    expect(results.slice(cases.length)).toEqual(documented.map(() => true));
  });
});
