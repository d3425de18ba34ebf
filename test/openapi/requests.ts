import fc from 'fast-check';
import type { Arranged, Caller } from './arrange-accounts.ts';

/** A request that is sent to the proxy or to the server. */
export interface Request {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

type Headers = fc.Arbitrary<Readonly<Record<string, string>>>;
type Body = fc.Arbitrary<unknown>;

const often = <T>(weight: number, usual: fc.Arbitrary<T>, rare: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.oneof({ weight, arbitrary: usual }, { weight: 1, arbitrary: rare });
const odd: Body = fc.constantFrom<unknown>(
  null,
  0,
  -1,
  1.5,
  '',
  ' ',
  true,
  [],
  {},
  'x'.repeat(300),
  '\u0000',
);
/** Bodies with these fields. Some bodies lack a field, some have a field of a wrong form, some an unknown field. */
const fields = (model: Readonly<Record<string, Body>>): Body =>
  fc
    .tuple(
      fc.record(
        Object.fromEntries(Object.entries(model).map(([name, value]) => [name, often(12, value, odd)])),
        { requiredKeys: [] },
      ),
      fc.record(model, { requiredKeys: [] }),
      fc.record(model),
      fc.nat(9),
      fc.dictionary(fc.constantFrom('unknown', 'extra'), odd, { maxKeys: 1 }),
    )
    .map(([loose, partial, whole, choice, more]) => ({
      ...(choice < 6 ? whole : choice < 8 ? { ...whole, ...loose } : choice === 8 ? partial : loose),
      ...more,
    }));

const shortText = fc.oneof(
  fc.string({ minLength: 1, maxLength: 120 }),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
  fc.constantFrom('dentists', 'a'.repeat(120), 'a'.repeat(121), '😀'.repeat(120), '   '),
);
const webhookUrl = fc.oneof(
  fc.constantFrom(
    'https://127.0.0.1:9/hook',
    'https://example.com',
    'http://example.com',
    'https://',
    'https:// ',
  ),
  fc.constantFrom('HTTPS://example.com/', ' https://example.com', `https://example.com/${'a'.repeat(2040)}`),
  fc.webUrl({ validSchemes: ['https'] }),
);
const options = { webhook_url: fc.option(webhookUrl), client_request_id: fc.option(shortText) };
const scrape = fields({
  query: shortText,
  location: shortText,
  max_leads: fc.option(fc.oneof(fc.nat(500_001), fc.constantFrom(0, 1, 500_000))),
  verify_emails: fc.option(fc.boolean()),
  ...options,
});
const address = fc.oneof(
  fc.emailAddress(),
  fc.constantFrom('a@b.co', '', 'x'.repeat(254), `${'x'.repeat(250)}@b.co`),
);
const verify = fields({
  emails: fc.array(often(20, address, fc.constantFrom('a@b', ' ')), { maxLength: 5 }),
  ...options,
});
const verifyOne = fields({ email: address });
const newKey = fields({ name: fc.option(fc.string({ minLength: 1, maxLength: 101 })) });

const unknownIds = [
  'sk_job_',
  'sk_job_00000000000000000000',
  'sk_verify_00000000000000000000',
  'x',
  '%00',
  'a%2Fb',
  '%F0%9F%98%80',
];
const strangeKeys = ['', 'Bearer', 'Bearer ', 'Bearer sk_live_wrong', 'Basic YTpi', 'Bearer a b', 'bearer x'];

const queryText = (parameters: Readonly<Record<string, readonly string[]>>): fc.Arbitrary<string> =>
  fc
    .record(
      Object.fromEntries(
        Object.entries(parameters).map(([name, values]) => [name, fc.constantFrom(...values)]),
      ),
      { requiredKeys: [] },
    )
    .map((chosen) => new URLSearchParams(chosen as Record<string, string>).toString())
    .map((text) => (text === '' ? '' : `?${text}`));
const format = queryText({ format: ['json', 'csv', 'xml', '', 'JSON'], other: ['1'] });
const list = queryText({
  limit: ['1', '2', '100', '0', '101', '-1', '1.5', 'x', ''],
  cursor: ['', 'x', 'AAAA', '%'],
  status: ['queued', 'running', 'completed', 'failed', 'cancelled', 'done', ''],
  created_after: ['2026-01-01T00:00:00Z', '2026-01-01', '2026-01-01T00:00:00+02:00', 'yesterday', ''],
  client_request_id: ['mine', '', 'a'.repeat(121)],
});

/** Requests of every operation. Most are as documented; the others are wrong in one or more ways. */
export function requestsOf(arranged: Arranged): fc.Arbitrary<Request> {
  return fc.constantFrom(...arranged.callers).chain((caller) => fc.oneof(...operations(caller, arranged)));
}

function operations(
  caller: Caller,
  { callers, suspended, broke }: Arranged,
): readonly fc.Arbitrary<Request>[] {
  const others = callers.filter((other) => other !== caller);
  const bearer: Headers = often(
    6,
    fc.constant({ authorization: `Bearer ${caller.key}` }),
    fc.oneof(
      fc.constant({}),
      fc.constantFrom(...[suspended.key, broke.key].map((key) => ({ authorization: `Bearer ${key}` }))),
      fc.constantFrom(...strangeKeys.map((authorization) => ({ authorization }))),
    ),
  );
  const cookie: Headers = often(
    6,
    fc.constant({ cookie: caller.cookie }),
    fc.constantFrom<Record<string, string>>(
      {},
      { cookie: 'scrapekit_session=x' },
      { cookie: caller.cookie, origin: 'https://elsewhere.example' },
    ),
  );
  const idOf = (kind: keyof Caller['jobs']) =>
    often(
      4,
      fc.constantFrom(...caller.jobs[kind]),
      fc.constantFrom(...unknownIds, ...others.flatMap(({ jobs }) => jobs[kind])),
    );
  const anyId = fc.oneof(idOf('scrape'), idOf('verify'));
  const ofJobs = (['scrape', 'verify'] as const).flatMap((kind) => [
    send('POST', fc.constant(`/api/v1/${kind}/jobs`), {
      headers: bearer,
      body: kind === 'scrape' ? scrape : verify,
    }),
    send(
      'GET',
      list.map((text) => `/api/v1/${kind}/jobs${text}`),
      { headers: bearer },
    ),
    send(
      'GET',
      idOf(kind).map((id) => `/api/v1/${kind}/jobs/${id}`),
      { headers: bearer },
    ),
    send(
      'GET',
      fc.tuple(idOf(kind), format).map(([id, text]) => `/api/v1/${kind}/jobs/${id}/results${text}`),
      { headers: bearer },
    ),
  ]);
  const login = fields({
    email: fc.constant(caller.email),
    password: fc.constantFrom(caller.password, 'wrong'),
  });
  return [
    ...ofJobs,
    send(
      'POST',
      often(3, fc.constantFrom(...unknownIds), anyId).map((id) => `/api/v1/jobs/${id}/cancel`),
      { headers: bearer },
    ),
    send('POST', fc.constant('/api/v1/verify/email'), { headers: bearer, body: verifyOne }),
    send('GET', fc.constant('/api/v1/account'), { headers: bearer }),
    send('POST', fc.constant('/api/session'), { headers: fc.constant({}), body: login }),
    send('DELETE', fc.constant('/api/session'), {
      headers: fc.constantFrom<Record<string, string>>({}, { cookie: 'scrapekit_session=x' }),
    }),
    send('GET', fc.constant('/api/keys'), { headers: cookie }),
    send('POST', fc.constant('/api/keys'), { headers: cookie, body: newKey }),
    send(
      'DELETE',
      fc.constantFrom(...unknownIds).map((id) => `/api/keys/${id}`),
      { headers: cookie },
    ),
    send('GET', fc.constant('/api/webhook/secret'), { headers: cookie }),
    send('POST', fc.constant('/api/webhook/secret/rotate'), { headers: cookie }),
  ];
}

interface Parts {
  readonly headers: Headers;
  readonly body?: Body;
}

const badBodies = ['', '{', 'null', '[]', '"text"', '{"query":"a","query":"b"}'];
const otherTypes = [
  'text/plain',
  'application/x-www-form-urlencoded',
  'application/json; charset=utf-16',
  '',
];

function send(method: string, path: fc.Arbitrary<string>, { headers, body }: Parts): fc.Arbitrary<Request> {
  if (body === undefined) return fc.record({ method: fc.constant(method), path, headers });
  const text = often(
    14,
    body.map((value) => JSON.stringify(value)),
    fc.constantFrom(...badBodies),
  );
  const type = often(20, fc.constant('application/json'), fc.constantFrom(...otherTypes));
  return fc.tuple(path, headers, text, type).map(([where, sent, json, contentType]) => ({
    method,
    path: where,
    headers: { ...sent, ...(contentType === '' ? {} : { 'content-type': contentType }) },
    body: json,
  }));
}
