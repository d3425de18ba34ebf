import { describe, expect, test } from 'vitest';
import type { MatchKraftServer } from '../start-matchkraft.ts';

export function describeRoutes(server: () => MatchKraftServer): void {
  describe('routes', () => {
    const post = async (headers: Record<string, string>) => {
      const url = `${server().url}/matchkraft/api/v2/domain-scan`;
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: '{"records":["a.example"]}',
      });
      return { status: response.status, body: await response.json() };
    };

    test.each([
      [{}, 'missing_api_key'],
      [{ apikey: 'wrong' }, 'invalid_api_key'],
    ])('M01: a request with the headers %j is refused', async (headers, code) => {
      expect(await post(headers)).toEqual({
        status: 401,
        body: { error: expect.stringMatching(/API key/), code, requestId: expect.any(String) },
      });
    });

    test('M01, M13: a key is accepted in the apikey header and in no other', async () => {
      const { key } = await server().account();

      expect((await post({ apikey: key })).status).toBe(201);
      expect((await post({ authorization: `Bearer ${key}` })).status).toBe(401);
    });

    test('M01: a request of a suspended account is refused', async () => {
      const account = await server().account();
      await server().admin.patch(`/accounts/${account.id}`, { suspended: true });

      expect(await account.send('POST', '/domain-scan', { records: ['a.example'] })).toMatchObject({
        status: 403,
        body: { error: 'This account is suspended.' },
      });
    });

    test.each([
      ['GET', '/domain-scan', 405],
      ['GET', '/something-else/results/1', 404],
      ['POST', '', 404],
    ])("M02, M03, M11: %s %s is refused with %i in MatchKraft's error body", async (method, path, status) => {
      const { send } = await server().account();

      expect(await send(method, path)).toMatchObject({ status, body: { error: expect.any(String) } });
    });
  });
}
