import { connect } from 'node:net';
import { describe, expect, test } from 'vitest';
import { createApi } from '../../support/api.ts';
import { PASSWORD, type TestAccount, type TestServer } from '../../support/test-server.ts';

const NUL = '\u0000';
const url = 'https://example.com/hook';

/** PostgreSQL cannot store U+0000 in a text, so every route refuses it with the error body of its API. */
export function describeNul(server: () => TestServer): void {
  const json = { 'content-type': 'application/json' };
  const speak = async (path: string, init: RequestInit & { readonly method: string }) =>
    await createApi(server().url, '').send(init.method, path, init);
  const jobsOf = async ({ api }: TestAccount) => [
    ...(await api.get('/scrape/jobs')).body.jobs,
    ...(await api.get('/verify/jobs')).body.jobs,
  ];

  describe('U+0000', () => {
    test.each([
      [{ email: `a${NUL}@example.com`, password: PASSWORD }, 'email'],
      [{ email: 'a@example.com', password: NUL }, 'password'],
    ])('C019, C182: a log-in with %j gets an error that names the field', async (body, field) => {
      const { status, body: answer } = await server().logIn(body);

      expect([status, answer.error.code]).toEqual([400, 'invalid_request']);
      expect(answer.error.message).toContain(`${field} must not hold the character U+0000`);
    });

    test('C182: the log-in form is refused with a page that names the field', async () => {
      const body = new URLSearchParams({ email: `a${NUL}@example.com`, password: PASSWORD });

      const { status, headers, text } = await speak('/dashboard/log-in', { method: 'POST', body });

      expect(status).toBe(400);
      expect(headers.get('content-type')).toContain('text/html');
      expect(text).toContain('email must not hold the character U+0000');
    });

    test.each([
      ['/scrape/jobs', { [`query${NUL}`]: 'a' }, 'invalid_query', 'The name of a field'],
      ['/scrape/jobs', { constructor: NUL }, 'invalid_query', 'constructor'],
      ['/scrape/jobs', { query: NUL, location: 'Austin' }, 'invalid_query', 'query'],
      ['/scrape/jobs', { query: 'dentists', location: `Austin${NUL}` }, 'invalid_query', 'location'],
      [
        '/scrape/jobs',
        { query: 'a', location: 'b', client_request_id: NUL },
        'invalid_query',
        'client_request_id',
      ],
      [
        '/scrape/jobs',
        { query: 'a', location: 'b', webhook_url: `${url}${NUL}` },
        'invalid_webhook',
        'webhook_url',
      ],
      [
        '/scrape/jobs',
        { query: 'a', location: 'b', more: [{ [NUL]: 1 }] },
        'invalid_query',
        'A key of more[0]',
      ],
      ['/verify/jobs', { emails: ['a@example.com', `b${NUL}@example.com`] }, 'invalid_emails', 'emails[1]'],
      ['/verify/email', { email: `a${NUL}@example.com` }, 'invalid_email', 'email'],
    ])(
      'C024, C068, C069, C129: POST %s %j gets an error that names the field, and costs nothing',
      async (path, body, code, field) => {
        const account = await server().account(1);

        const { status, body: answer } = await account.api.post(path, body);

        expect([status, answer.error.code]).toEqual([400, code]);
        expect(answer.error.message).toContain(`${field} must not hold the character U+0000`);
        expect(await jobsOf(account)).toEqual([]);
        expect((await server().ledger(account.id)).lines).toEqual([]);
      },
    );

    test('C070: an escaped backslash before u0000 is ordinary text', async () => {
      const { api } = await server().account(1);

      const { status, body } = await api.post('/scrape/jobs', { query: 'a\\u0000', location: 'Austin' });

      expect([status, body.query]).toEqual([202, 'a\\u0000']);
    });

    test('C070, C091: half of a surrogate pair is stored unchanged, and its job ends', async () => {
      const { api } = await server().account(1);

      const { status, body } = await api.post('/scrape/jobs', { query: 'a \ud800', location: '\udc00 b' });

      expect(status).toBe(202);
      expect(await api.ended(body.job_id)).toMatchObject({ query: 'a \ud800', location: '\udc00 b' });
    });

    test('C024: a list nested 30,000 deep does not cause a 5xx', async () => {
      const { api } = await server().account(1);
      const deep = `${'['.repeat(30_000)}"\\u0000"${']'.repeat(30_000)}`;

      const answer = await api.send('POST', '/scrape/jobs', { headers: json, body: `{"query":${deep}}` });

      expect([answer.status, answer.body.error.code]).toEqual([400, 'invalid_query']);
      expect(answer.body.error.message.length).toBeLessThan(200);
    });

    test.each(['client_request_id', 'cursor', 'status', 'created_after', 'limit'])(
      'X01, X02: %s of a list is refused',
      async (name) => {
        const { api } = await server().account(1);

        const answers = await Promise.all([
          api.get(`/scrape/jobs?${name}=a%00`),
          api.get(`/verify/jobs?${name}=a%00`),
        ]);

        for (const { status, body } of answers) {
          expect([status, body.error.code]).toEqual([400, 'invalid_query']);
          expect(body.error.message).toContain(name);
        }
      },
    );

    test('C005: a header that contains it is not HTTP', async () => {
      const { key } = await server().account(1);

      // fetch refuses to send the character.
      const text = await sendRaw(
        server().url,
        `GET /api/v1/account HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${key}${NUL}\r\n\r\n`,
      );

      expect(text).toMatch(/^HTTP\/1\.1 400 /);
    });

    test('C008: forms of the dashboard are refused with a page, and create nothing', async () => {
      const account = await server().account(1);
      const { cookie } = await server().dashboard(account);
      const form = async (path: string, fields: Record<string, string>) =>
        await speak(`/dashboard${path}`, {
          method: 'POST',
          headers: { cookie },
          body: new URLSearchParams(fields),
        });

      const answers = await Promise.all([
        form('/account/api-keys', { name: NUL }),
        form('/webhooks/scrapfly', { url, name: NUL, project: 'a' }),
        form('/webhooks/scrapekit/test', { url, event: NUL }),
        form('/webhooks/endpoints/%00/test', {}),
        form('/webhooks/deliveries/%00/resend', {}),
      ]);
      const pages = await Promise.all(
        [
          '/credits/ledger?before=%00',
          '/webhooks/deliveries?before=%00&id=%00',
          '/webhooks/deliveries?job=%00',
        ].map(async (path) => await speak(`/dashboard${path}`, { method: 'GET', headers: { cookie } })),
      );

      expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 404, 404]);
      expect(pages.map(({ status }) => status)).toEqual([400, 400, 400]);
      for (const { headers } of [...answers, ...pages])
        expect(headers.get('content-type')).toContain('text/html');
      expect((await server().admin.get(`/accounts/${account.id}/webhook-endpoints`)).body).toEqual({
        webhook_endpoints: [],
      });
    });

    test('the /admin routes refuse it as well', async () => {
      const { admin } = server();
      const { id } = await server().account(1);

      const answers = await Promise.all([
        admin.post('/accounts', { email: 'nul@example.com', password: NUL, balance: 0 }),
        admin.post(`/accounts/${id}/keys`, { name: NUL }),
        admin.post(`/accounts/${id}/webhook-endpoints`, { provider: 'scrapfly', url, name: `a${NUL}` }),
        admin.post(`/accounts/${id}/webhook-endpoints/%00/test`),
      ]);

      expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 404]);
    });
  });
}

async function sendRaw(base: string, request: string): Promise<string> {
  const { hostname, port } = new URL(base);
  const chunks: Buffer[] = [];
  for await (const chunk of connect(Number(port), hostname).end(request)) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
