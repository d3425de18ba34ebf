import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createApi, type Answer } from '../../support/api.ts';
import { startReceiver } from '../../support/receiver.ts';
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
    test('C180: is a cookie that scripts cannot read, that other sites cannot send and that ends within a day', async () => {
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

    test('C180, C183: ends at log-out, also for copies of the cookie', async () => {
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
    ])('C180: refuses a token with %s', async (_, forge) => {
      const { dashboard } = await open();
      const [name, token = ''] = dashboard.cookie.split('=');

      const answer = await dashboard.send('GET', '/keys', {
        headers: { cookie: `${name}=${forge(token.split('.'))}` },
      });

      expect(refusal(answer)).toEqual([401, 'invalid_session']);
    });

    test('C179: a request without a cookie, or with an API key in its place, is refused', async () => {
      const { key } = await server().account(1);

      for (const path of ['/webhook/secret', '/keys']) {
        const { status, body, headers } = await createApi(`${server().url}/api`, key).get(path);
        expect(refusal({ status, body, headers, text: '' })).toEqual([401, 'missing_session']);
        expect(body.error.request_id).toBe(headers.get('x-request-id'));
        expect(headers.get('x-ratelimit-limit')).toBe('30');
      }
    });

    test('C018: a session is not accepted where the API wants a key', async () => {
      const { dashboard } = await open();

      const response = await fetch(`${server().url}/api/v1/account`, {
        headers: { cookie: dashboard.cookie },
      });

      expect(response.status).toBe(401);
      expect(await response.json()).toMatchObject({ error: { code: 'missing_authorization' } });
    });

    test('C013: a suspended account can neither log in nor use a session that it began before', async () => {
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
      'refuses %j as credentials',
      async (body) => {
        const answer = await createApi(`${server().url}/api`, '').post('/session', body);

        expect(refusal(answer)).toEqual([400, 'invalid_request']);
      },
    );
  });

  describe('keys', () => {
    test('C008, C009, C010: are shown once, listed by their first characters, and refused after they are deleted', async () => {
      const { account, dashboard } = await open();

      const { status, body: added } = await dashboard.send('POST', '/keys', {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ name: 'n8n' }),
      });
      const { body: listed, text } = await dashboard.send('GET', '/keys');
      const api = createApi(`${server().url}/api/v1`, added.key);
      const before = await api.get('/account');
      const deleted = await dashboard.send('DELETE', `/keys/${added.id}`);

      expect(status).toBe(201);
      expect(added.key).toMatch(/^sk_live_[A-Za-z0-9]{40}$/);
      expect(listed.keys.map(({ name, prefix }: { name: string; prefix: string }) => [name, prefix])).toEqual(
        [
          ['First key', account.key.slice(0, 12)],
          ['n8n', added.key.slice(0, 12)],
        ],
      );
      expect(text).not.toContain(added.key);
      expect(before.body).toMatchObject({ account_id: account.id });
      expect(deleted.status).toBe(204);
      expect(refusal(await api.get('/account'))).toEqual([401, 'invalid_api_key']);
      expect(refusal(await dashboard.send('DELETE', `/keys/${added.id}`))).toEqual([404, 'key_not_found']);
    });

    test('C010: cannot be deleted by another account', async () => {
      const mine = await open();
      const yours = await open();
      const { body } = await mine.dashboard.send('GET', '/keys');

      const answer = await yours.dashboard.send('DELETE', `/keys/${body.keys[0].id}`);

      expect(refusal(answer)).toEqual([404, 'key_not_found']);
      expect((await mine.account.api.get('/account')).status).toBe(200);
      expect(refusal(await yours.dashboard.send('DELETE', '/keys/%00'))).toEqual([404, 'key_not_found']);
    });

    test('C011, C012, C035: share the jobs of their account, and have separate request counters', async () => {
      const { account, dashboard } = await open();
      const { body: added } = await dashboard.send('POST', '/keys');
      const second = createApi(`${server().url}/api/v1`, added.key);
      const held = server().leadEngine.play('of a deleted key', { places: 2, holdFrom: 0 });
      const id = await second.scrape('of a deleted key');

      const read = await account.api.get(`/scrape/jobs/${id}`);
      await dashboard.send('DELETE', `/keys/${added.id}`);
      held.release();
      const job = await account.api.ended(id);

      expect(read.headers.get('x-ratelimit-remaining')).toBe('299');
      expect(job).toMatchObject({ status: 'completed', credits_used: 0.03 });
      expect((await server().ledger(account.id)).balance).toBe(970);
    });

    test('C016: get the same refusal whether they were deleted or never existed', async () => {
      const { dashboard } = await open();
      const { body: added } = await dashboard.send('POST', '/keys');
      await dashboard.send('DELETE', `/keys/${added.id}`);

      const [deleted, unknown] = await Promise.all(
        [added.key, `sk_live_${'a'.repeat(40)}`].map(
          async (key: string) => await createApi(`${server().url}/api/v1`, key).get('/account'),
        ),
      );

      expect(deleted?.status).toBe(401);
      expect({ ...deleted?.body.error, request_id: '' }).toEqual({ ...unknown?.body.error, request_id: '' });
    });

    test('C024: a name of the wrong form is refused', async () => {
      const { dashboard } = await open();

      for (const body of ['{"name":""}', '{"name":7}', '{"name":"a\\u0000b"}', '[]', '{']) {
        const headers = { 'content-type': 'application/json' };
        expect(refusal(await dashboard.send('POST', '/keys', { headers, body }))).toEqual([
          400,
          'invalid_request',
        ]);
      }
    });
  });

  describe('the signing secret', () => {
    test('C176, C178: belongs to the account and is the same on every read', async () => {
      const { account, dashboard } = await open();

      const first = await dashboard.send('GET', '/webhook/secret');
      const second = await dashboard.send('GET', '/webhook/secret');

      expect(first.body).toEqual({ webhook_secret: account.secret });
      expect(second.body).toEqual(first.body);
      expect(first.headers.get('cache-control')).toBe('no-store');
    });

    test('C011, C175, C177: a rotated secret signs all later webhooks, also those of jobs that began before', async () => {
      const { account, dashboard } = await open();
      const receiver = await startReceiver();
      const held = server().leadEngine.play('rotated', { places: 1, holdFrom: 0 });
      await account.api.scrape('rotated', { webhook_url: `${receiver.url}/` });

      const { body } = await dashboard.send('POST', '/webhook/secret/rotate');
      held.release();
      const delivery = await receiver.first('/');
      await receiver.close();
      const headers = Object.fromEntries(
        delivery.headers.map(([name, value]) => [name.toLowerCase(), value]),
      );
      const signed = (secret: string) =>
        createHmac('sha256', secret)
          .update(`${headers['x-scrapekit-timestamp']}.${delivery.body.toString()}`)
          .digest('hex');

      expect(body).toEqual({
        webhook_secret: expect.stringMatching(/^whsec_[A-Za-z0-9_-]{43}$/),
        rotated_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      });
      expect(body.webhook_secret).not.toBe(account.secret);
      expect(headers['x-scrapekit-signature']).toBe(signed(body.webhook_secret));
      expect((await dashboard.send('GET', '/webhook/secret')).body.webhook_secret).toBe(body.webhook_secret);
    });
  });

  describe('requests from other sites', () => {
    test.each<Record<string, string>>([
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'same-origin', origin: 'http://127.0.0.1:1' },
    ])('C181: change nothing: %j', async (headers) => {
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

    test('C181: are accepted from the pages of this server', async () => {
      const { dashboard } = await open();
      const headers = { 'sec-fetch-site': 'same-origin', origin: server().url };

      expect((await dashboard.send('POST', '/webhook/secret/rotate', { headers })).status).toBe(200);
    });

    test('A28: an account may send its dashboard 30 API requests a minute', async () => {
      const { dashboard } = await open();

      const answers = await Promise.all(
        Array.from({ length: 31 }, async () => await dashboard.send('GET', '/webhook/secret')),
      );

      expect(answers.filter(({ status }) => status === 200)).toHaveLength(30);
      expect(answers.filter(({ body }) => body.error?.code === 'rate_limited')).toHaveLength(1);
    });
  });
}
