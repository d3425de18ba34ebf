import { describe, expect, test } from 'vitest';
import { createApi } from '../../../support/api.ts';
import type { Stage } from '../start-scrupp.ts';

export function describeRoutes(stage: () => Stage): void {
  const base = () => `${stage().server.url}/scrupp/api/v1`;
  const ask = async (path: string, headers: Record<string, string> = {}) => {
    const response = await fetch(base() + path, { headers });
    return { status: response.status, headers: response.headers, body: await response.json() };
  };

  describe('routes', () => {
    test('S07, S10: a request without a Bearer key is answered 401, and with an unknown one 403', async () => {
      const { key, api } = await stage().server.account();

      const good = await api.get('/ping');
      const none = await ask('/ping');
      const other = await ask('/ping', { authorization: `Basic ${key}` });
      const bad = await ask('/ping', { authorization: `Bearer ${key.slice(0, -1)}` });

      expect([good.status, good.body]).toEqual([200, { status: 'ok' }]);
      expect([none.status, other.status, bad.status]).toEqual([401, 401, 403]);
      expect(none.body).toMatchObject({ error_code: 'missing_api_key' });
      expect(bad.body).toEqual({
        error: 'This API key is unknown or was deleted.',
        message: 'This API key is unknown or was deleted.',
        error_code: 'invalid_api_key',
      });
    });

    test('S07: a key in the legacy query parameter works and is answered with a Deprecation header', async () => {
      const { key } = await stage().server.account();

      const legacy = await ask(`/ping?api_key=${key}`);
      const bad = await ask('/ping?api_key=sk_live_wrong');
      const both = await ask(`/ping?api_key=sk_live_wrong`, { authorization: `Bearer ${key}` });
      const header = await ask('/ping', { authorization: `Bearer ${key}` });

      expect([legacy.status, legacy.headers.get('deprecation')]).toEqual([200, '@1767225600']);
      expect(bad.status).toBe(403);
      expect(both.status).toBe(200);
      expect(header.headers.get('deprecation')).toBeNull();
    });

    test('S10: a suspended account and a deleted key are answered 403 from the next request on', async () => {
      const { admin, account } = stage().server;
      const suspended = await account();
      const deleted = await account();
      await admin.patch(`/accounts/${suspended.id}`, { suspended: true });
      const browse = await deleted.dashboard();
      const [key] = (await browse('GET', '/api/keys')).body.keys;
      await browse('DELETE', `/api/keys/${key.id}`);

      expect((await suspended.api.get('/ping')).body.error_code).toBe('account_suspended');
      expect((await deleted.api.get('/ping')).status).toBe(403);
    });

    test('S10: too many requests are answered 429 with Retry-After', async () => {
      const { api } = await stage().server.account();

      const answers = await Promise.all(Array.from({ length: 301 }, async () => await api.get('/ping')));
      const refused = answers.filter(({ status }) => status === 429);

      expect(refused).toHaveLength(1);
      expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(typeof refused[0]?.body.error).toBe('string');
    });

    test("S10: unknown paths and methods are refused in Scrupp's error body", async () => {
      const { key, api } = await stage().server.account();

      const path = await createApi(`${stage().server.url}/scrupp`, key).get('/elsewhere');
      const apollo = await api.post('/apollo/search', {});
      const method = await api.get('/company/linkedin');

      expect([path.status, path.body.error_code]).toEqual([404, 'not_found']);
      expect([apollo.status, apollo.body.error_code]).toEqual([404, 'not_found']);
      expect([method.status, method.headers.get('allow')]).toEqual([405, 'POST']);
    });
  });
}
