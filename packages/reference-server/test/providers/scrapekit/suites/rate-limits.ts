import { describe, expect, test } from 'vitest';
import type { TestServer } from '../../../support/test-server.ts';

export function describeRateLimits(server: () => TestServer): void {
  const figures = ({ headers }: { headers: Headers }) =>
    ['limit', 'remaining', 'reset'].map((name) => Number(headers.get(`x-ratelimit-${name}`)));

  describe('rate limits', () => {
    test('C030, C031, C032, C034, C038, C160: the classes of a key are counted separately', async () => {
      const { api } = await server().account(1);
      const now = Date.now() / 1000;

      const read = figures(await api.get('/account'));
      const create = figures(await api.post('/scrape/jobs', {}));
      const cancel = figures(await api.post('/jobs/none/cancel'));
      const again = figures(await api.get('/nowhere'));
      const verify = figures(await api.post('/verify/email', {}));

      expect(read.slice(0, 2)).toEqual([300, 299]);
      expect(create.slice(0, 2)).toEqual([60, 59]);
      expect(cancel.slice(0, 2)).toEqual([60, 58]);
      expect(again.slice(0, 2)).toEqual([300, 298]);
      expect(verify.slice(0, 2)).toEqual([120, 119]);
      for (const [, , reset = 0] of [read, create, cancel, again]) {
        expect(Number.isInteger(reset)).toBe(true);
        expect(reset).toBeGreaterThan(now);
        expect(reset - now).toBeLessThanOrEqual(60.5);
      }
    });

    test.each(['/api/v1/account', '/nowhere'])(
      'C023, C030: %s has the headers without a key too',
      async (path) => {
        const first = figures(await fetch(server().url + path));
        const second = figures(await fetch(server().url + path));

        expect(first[0]).toBe(300);
        expect(second[1]).toBe(Math.max(0, (first[1] ?? 0) - 1));
      },
    );

    test('C031, C035, C036, C037, C039, C041: accepts exactly 60 of 61 simultaneous creates, and those of another key', async () => {
      const { api } = await server().account(0);
      const other = await server().account(0);

      const answers = await Promise.all(
        Array.from({ length: 61 }, async () => await api.post('/scrape/jobs', {})),
      );
      const refused = answers.filter(({ status }) => status === 429);
      const [, , reset = 0] = figures(refused[0] ?? { headers: new Headers() });
      const retryAfter = Number(refused[0]?.headers.get('retry-after'));

      expect(answers.filter(({ status }) => status === 400)).toHaveLength(60);
      expect(refused).toHaveLength(1);
      expect(refused[0]?.body.error).toMatchObject({
        code: 'rate_limited',
        message: 'Rate limit exceeded. Max 60 requests per 60s on this endpoint.',
      });
      expect(figures(refused[0] ?? { headers: new Headers() })[1]).toBe(0);
      expect(retryAfter).toBeGreaterThanOrEqual(1);
      expect(retryAfter).toBeLessThanOrEqual(reset - Date.now() / 1000 + 2);
      expect((await other.api.post('/scrape/jobs', {})).status).toBe(400);
      expect((await api.get('/account')).status).toBe(200);
    });
  });
}
