import { request } from 'node:http';
import { describe, expect, test } from 'vitest';
import { eventually } from '../../../support/eventually.ts';
import type { TestServer } from '../../../support/test-server.ts';

const wellFormed = `sk_live_${'a'.repeat(40)}`;

export function describeAuthentication(server: () => TestServer): void {
  const account = async (authorization?: string) =>
    await fetch(`${server().url}/api/v1/account`, {
      headers: authorization === undefined ? {} : { authorization },
    });
  const refusal = async (response: Response) => {
    const body = (await response.json()) as { error: { code: string } };
    return [response.status, body.error.code];
  };

  describe('authentication', () => {
    test('C002: refuses a request without a key', async () => {
      expect(await refusal(await account())).toEqual([401, 'missing_authorization']);
    });

    test.each([
      ['an unknown key', `Bearer ${wellFormed}`],
      ['another prefix', `Bearer pk_live_${'a'.repeat(40)}`],
      ['39 characters', `Bearer sk_live_${'a'.repeat(39)}`],
      ['41 characters', `Bearer sk_live_${'a'.repeat(41)}`],
      ['an empty token', 'Bearer '],
      ['another scheme', 'Basic dXNlcjpwYXNz'],
      ['a bare key', wellFormed],
      ['two tokens', `Bearer ${wellFormed} ${wellFormed}`],
    ])('C003, C004, C005: refuses %s', async (_, authorization) => {
      expect(await refusal(await account(authorization))).toEqual([401, 'invalid_api_key']);
    });

    test('C006: accepts the scheme in any letter case, and the key only in the exact one', async () => {
      const { key } = await server().account(1);

      expect((await account(`bEARER ${key}`)).status).toBe(200);
      expect(await refusal(await account(`Bearer ${key.toUpperCase()}`))).toEqual([401, 'invalid_api_key']);
    });

    test('C007: refuses two headers, even when both hold the key', async () => {
      const { key } = await server().account(1);

      const status = await new Promise((resolve, reject) => {
        const headers = [
          'authorization',
          `Bearer ${key}`,
          'authorization',
          `Bearer ${key}`,
          'host',
          'localhost',
        ];
        request(`${server().url}/api/v1/account`, { headers }, (response) => {
          response.resume();
          resolve(response.statusCode);
        })
          .on('error', reject)
          .end();
      });

      expect(status).toBe(401);
    });

    test('C007: does not read a key in the query string', async () => {
      const { key } = await server().account(1);

      const response = await fetch(
        `${server().url}/api/v1/account?api_key=${key}&authorization=Bearer%20${key}`,
      );

      expect(await refusal(response)).toEqual([401, 'missing_authorization']);
    });

    test('C008, C178: keys and secrets have the documented form', async () => {
      const { key, secret } = await server().account(1);

      expect(key).toMatch(/^sk_live_[A-Za-z0-9]{40}$/);
      expect(secret).toMatch(/^whsec_[A-Za-z0-9_-]{43}$/);
    });

    test('C013: refuses reads and creates of a suspended account, and its running jobs end', async () => {
      const { id, api } = await server().account(1);
      const held = server().leadEngine.play('suspended', { places: 2, holdFrom: 0 });
      const job = await api.scrape('suspended');

      await server().admin.patch(`/accounts/${id}`, { suspended: true });
      const read = await api.get(`/scrape/jobs/${job}`);
      const create = await api.post('/scrape/jobs', { query: 'more', location: 'Austin' });
      held.release();
      const { lines } = await eventually(
        async () => await server().ledger(id),
        (ledger) => ledger.lines.length === 2,
      );
      await server().admin.patch(`/accounts/${id}`, { suspended: false });

      expect([read.status, read.body.error.code]).toEqual([403, 'account_suspended']);
      expect([create.status, create.body.error.code]).toEqual([403, 'account_suspended']);
      expect(lines.map(({ row }) => row)).toEqual([0, 1]);
      expect((await api.ended(job)).status).toBe('completed');
    });

    test('C014: checks the key before the path, and the path before the body', async () => {
      const { api } = await server().account(1);
      const anonymous = await fetch(`${server().url}/api/v1/nowhere`, {
        method: 'POST',
        body: 'x'.repeat(100_000),
      });
      const known = await api.send('POST', '/nowhere', {
        body: 'x'.repeat(100_000),
        headers: { 'content-type': 'text/html' },
      });

      expect(await refusal(anonymous)).toEqual([401, 'missing_authorization']);
      expect([known.status, known.body.error.code]).toEqual([404, 'not_found']);
    });

    test('C015, C017: a 401 asks for a Bearer key, and answers forbid caching', async () => {
      const { api } = await server().account(1);

      expect((await account()).headers.get('www-authenticate')).toBe('Bearer');
      expect((await api.get('/account')).headers.get('cache-control')).toBe('no-store');
    });

    test('C018: does not accept a cookie in place of a key', async () => {
      const response = await fetch(`${server().url}/api/v1/account`, { headers: { cookie: 'session=x' } });

      expect(await refusal(response)).toEqual([401, 'missing_authorization']);
    });
  });
}
