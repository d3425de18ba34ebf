import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createApi, type Answer } from '../../support/api.ts';
import type { TestServer } from '../../support/test-server.ts';

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const decode = (part: string | undefined) => JSON.parse(Buffer.from(part ?? '', 'base64url').toString());
const refusal = ({ status, body }: Answer) => [status, body.error.code];

export function describeSession(server: () => TestServer): void {
  const open = async () => {
    const account = await server().account(1);
    return { account, dashboard: await server().dashboard(account) };
  };

  describe('the dashboard session', () => {
    test('C180: uses a cookie that scripts cannot read, that other sites cannot send and that expires within a day', async () => {
      const { id, email } = await server().account(1);

      const { status, body, headers } = await server().logIn({ email: email.toUpperCase() });
      const [cookie = '', ...attributes] = headers.get('set-cookie')?.split('; ') ?? [];
      const [header, claims] = cookie.split('=')[1]?.split('.') ?? [];

      expect(status).toBe(200);
      expect(body).toEqual({ account_id: id, email, expires_in: 28_800 });
      expect(attributes.sort()).toEqual(['HttpOnly', 'Max-Age=28800', 'Path=/', 'SameSite=Lax', 'Secure']);
      expect(decode(header)).toEqual({ alg: 'HS256', typ: 'JWT' });
      expect(decode(claims).exp - decode(claims).iat).toBe(28_800);
      expect(headers.get('cache-control')).toBe('no-store');
    });

    test('C180, C183: refuses all copies of the cookie after a log-out', async () => {
      const { account, dashboard } = await open();
      const other = await server().dashboard(account);

      const { status, headers } = await dashboard.send('DELETE', '/session');

      expect([status, headers.get('set-cookie')]).toEqual([204, expect.stringContaining('Max-Age=0')]);
      expect(refusal(await dashboard.send('GET', '/keys'))).toEqual([401, 'invalid_session']);
      expect((await other.send('GET', '/keys')).status).toBe(200);
    });

    test.each<[string, (token: readonly string[]) => string]>([
      ['alg none', ([, claims]) => `${encode({ alg: 'none', typ: 'JWT' })}.${claims}.`],
      ['no signature', ([header, claims]) => `${header}.${claims}.`],
      [
        'another key',
        ([header, claims]) =>
          `${header}.${claims}.${createHmac('sha256', 'secret').update(`${header}.${claims}`).digest('base64url')}`,
      ],
      [
        'an empty key',
        ([header, claims]) => {
          const content = `${header}.${claims}`;
          return `${content}.${createHmac('sha256', '').update(content).digest('base64url')}`;
        },
      ],
      [
        'changed claims',
        ([header, claims, signature]) =>
          `${header}.${encode({ ...decode(claims), sub: 'acct_other' })}.${signature}`,
      ],
      [
        'another algorithm',
        ([, claims, signature]) => `${encode({ alg: 'RS256', typ: 'JWT' })}.${claims}.${signature}`,
      ],
      ['a fourth part', (token) => `${token.join('.')}.x`],
      ['nonsense', () => 'nonsense'],
    ])('C180: refuses a cookie whose token has %s', async (_, forge) => {
      const { dashboard } = await open();
      const [name, token = ''] = dashboard.cookie.split('=');

      const answer = await dashboard.send('GET', '/keys', {
        headers: { cookie: `${name}=${forge(token.split('.'))}` },
      });

      expect(refusal(answer)).toEqual([401, 'invalid_session']);
    });

    test('C179: refuses a request without a cookie, or with an API key in place of the cookie', async () => {
      const { key } = await server().account(1);

      for (const path of ['/webhook/secret', '/keys']) {
        const { status, body, headers } = await createApi(`${server().url}/api`, key).get(path);
        expect(refusal({ status, body, headers, text: '' })).toEqual([401, 'missing_session']);
        expect(body.error.request_id).toBe(headers.get('x-request-id'));
        expect(headers.get('x-ratelimit-limit')).toBe('30');
      }
    });

    test('C018: does not replace an API key on the routes of the API', async () => {
      const { dashboard } = await open();

      const response = await fetch(`${server().url}/api/v1/account`, {
        headers: { cookie: dashboard.cookie },
      });

      expect(response.status).toBe(401);
      expect(await response.json()).toMatchObject({ error: { code: 'missing_authorization' } });
    });

    test('C013: refuses a suspended account, at log-in and in a session that began before', async () => {
      const { account, dashboard } = await open();
      await server().admin.patch(`/accounts/${account.id}`, { suspended: true });

      expect(refusal(await server().logIn(account))).toEqual([403, 'account_suspended']);
      expect(refusal(await dashboard.send('GET', '/keys'))).toEqual([403, 'account_suspended']);
    });

    test('C182: gives the same answer for an unknown address and for a wrong password', async () => {
      const { email } = await server().account(1);

      const [wrong, unknown] = await Promise.all([
        server().logIn({ email, password: 'wrong' }),
        server().logIn({ email: `nobody-${email}` }),
      ]);

      expect(refusal(wrong)).toEqual([401, 'invalid_credentials']);
      expect({ ...wrong.body.error, request_id: '' }).toEqual({ ...unknown.body.error, request_id: '' });
      expect(wrong.headers.get('set-cookie')).toBeNull();
    });

    test('C182: refuses the eleventh log-in to an account within a minute', async () => {
      const { email } = await server().account(1);

      const tries = await Promise.all(
        Array.from({ length: 11 }, async () => await server().logIn({ email, password: 'wrong' })),
      );
      const right = await server().logIn({ email });

      expect(tries.map(({ status }) => status).sort()).toEqual([
        ...Array.from({ length: 10 }, () => 401),
        429,
      ]);
      expect(refusal(right)).toEqual([429, 'rate_limited']);
      expect(Number(right.headers.get('retry-after'))).toBeGreaterThan(0);
    });

    test.each([{}, { email: 'a@example.com' }, { email: 1, password: 2 }, { email: 'a', password: '' }])(
      'answers 400 to a log-in with %j',
      async (body) => {
        const answer = await createApi(`${server().url}/api`, '').post('/session', body);

        expect(refusal(answer)).toEqual([400, 'invalid_request']);
      },
    );
  });

  describe('requests to the routes of the dashboard', () => {
    test.each<Record<string, string>>([
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'same-origin', origin: 'http://127.0.0.1:1' },
    ])('C181: are refused and change nothing when another site sent them: %j', async (headers) => {
      const { account, dashboard } = await open();

      const rotate = await dashboard.send('POST', '/webhook/secret/rotate', { headers });
      const logIn = await createApi(`${server().url}/api`, '').send('POST', '/session', {
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify({ email: account.email, password: 'correct horse' }),
      });

      expect(refusal(rotate)).toEqual([403, 'cross_site_request']);
      expect(refusal(logIn)).toEqual([403, 'cross_site_request']);
      expect((await dashboard.send('GET', '/webhook/secret', { headers })).body.webhook_secret).toBe(
        account.secret,
      );
    });

    test('C181: are accepted when a page of this server sent them', async () => {
      const { dashboard } = await open();
      const headers = { 'sec-fetch-site': 'same-origin', origin: server().url };

      expect((await dashboard.send('POST', '/webhook/secret/rotate', { headers })).status).toBe(200);
    });

    test('A28: are refused with 429 after 30 requests of an account within a minute', async () => {
      const { dashboard } = await open();

      const answers = await Promise.all(
        Array.from({ length: 31 }, async () => await dashboard.send('GET', '/webhook/secret')),
      );

      expect(answers.filter(({ status }) => status === 200)).toHaveLength(30);
      expect(answers.filter(({ body }) => body.error?.code === 'rate_limited')).toHaveLength(1);
    });
  });
}
