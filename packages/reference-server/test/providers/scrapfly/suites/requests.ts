import { describe, expect, test } from 'vitest';
import { createApi } from '../../../support/api.ts';
import type { ScrapflyServer } from '../start-scrapfly.ts';

export function describeRequests(server: () => ScrapflyServer): void {
  describe('requests', () => {
    const anonymous = () => createApi(`${server().url}/scrapfly`, '');

    test('F25: a request without exactly one known key in the query is refused', async () => {
      const { key } = await server().account();

      const answers = await Promise.all(
        ['', '?key=', '?key=scp-live-unknown', `?key=${key}&key=${key}`].map(
          async (query) => await anonymous().get(`/scrape${query}`),
        ),
      );

      for (const { status, body } of answers) {
        expect(status).toBe(401);
        expect(body).toMatchObject({ status: 'error', http_code: 401, reason: 'Unauthorized' });
        expect(body.error_id).toMatch(/^req_/);
      }
    });

    test('F25: no answer repeats the key', async () => {
      const account = await server().account();
      const answers = [
        await account.scrape({ url: 'http://shop.com/' }),
        await account.scrape({ url: 'nowhere' }),
        await account.scrape({ url: 'http://shop.com/' }, `${account.key}x`),
        await anonymous().get(`/nothing?key=${account.key}`),
      ];

      for (const { text } of answers) expect(text).not.toContain(account.key);
    });

    test('the account is answered with its id, the project of the key and the credits that are left', async () => {
      const account = await server().account();
      await server().admin.patch(`/accounts/${account.id}`, { balance: 12.345 });

      const { status, body } = await account.get('/account');
      const refused = await anonymous().get('/account?key=scp-live-unknown');

      expect(status).toBe(200);
      expect(body).toEqual({
        account: {
          account_id: account.id,
          currency: 'USD',
          timezone: 'UTC',
          suspended: false,
          suspension_reason: '',
        },
        project: { name: 'default' },
        subscription: { usage: { scrape: { remaining: 12 } } },
      });
      expect(refused.status).toBe(401);
    });

    test('a suspended account is refused', async () => {
      const account = await server().account();
      await server().admin.patch(`/accounts/${account.id}`, { suspended: true });

      const { status, body } = await account.scrape({ url: 'http://shop.com/' });

      expect([status, body.code, body.retryable]).toEqual([429, 'ERR::ACCOUNT::SUSPENDED', true]);
    });

    test.each([
      [{}, 'ERR::SCRAPE::CONFIG_ERROR', 400, 'url is required'],
      [{ url: 'shop' }, 'ERR::SCRAPE::CONFIG_ERROR', 400, 'complete web address'],
      [
        { url: `http://shop.com/${'x'.repeat(8_192)}` },
        'ERR::SCRAPE::CONFIG_ERROR',
        400,
        'complete web address',
      ],
      [{ url: 'http://me:you@shop.com/' }, 'ERR::SCRAPE::CONFIG_ERROR', 400, 'must not contain a user name'],
      [{ url: 'ftp://shop.com/' }, 'ERR::SCRAPE::BAD_PROTOCOL', 422, 'http://'],
      [{ url: 'file:///etc/passwd' }, 'ERR::SCRAPE::BAD_PROTOCOL', 422, 'http://'],
      [
        { url: 'http://shop.com/', format: 'json' },
        'ERR::SCRAPE::CONFIG_ERROR',
        400,
        'format must be one of',
      ],
      [{ url: 'http://shop.com/', render_js: 'true' }, 'ERR::SCRAPE::CONFIG_ERROR', 400, 'no browser'],
      [
        { url: 'http://shop.com/', asp: 'true' },
        'ERR::SCRAPE::CONFIG_ERROR',
        400,
        'cannot bypass the protection',
      ],
      [{ url: 'http://shop.com/', cache: 'true' }, 'ERR::SCRAPE::CONFIG_ERROR', 400, 'no cache'],
      [{ url: 'http://shop.com/', country: 'us' }, 'ERR::SCRAPE::CONFIG_ERROR', 400, 'no proxies'],
      [{ url: 'http://shop.com/', webhook_name: '' }, 'ERR::SCRAPE::CONFIG_ERROR', 400, 'webhook_name'],
      [{ url: 'http://shop.com/', tempo: '3' }, 'ERR::SCRAPE::CONFIG_ERROR', 400, '"tempo"'],
    ])(
      'refuses an invalid or unsupported query instead of ignoring it: %j',
      async (query, code, status, message) => {
        const account = await server().account();

        const answer = await account.scrape(query);

        expect(answer.status).toBe(status);
        expect(answer.body).toMatchObject({
          code,
          http_code: status,
          retryable: false,
          doc_url: `https://scrapfly.io/docs/scrape-api/error/${code}`,
        });
        expect(answer.body.message).toContain(message);
      },
    );

    test('accepts unsupported parameters that are switched off', async () => {
      const account = await server().account();

      const { status, body } = await account.scrape({
        url: 'http://shop.com/',
        render_js: 'false',
        asp: 'false',
        cache: 'false',
        format: 'raw',
      });

      expect(status).toBe(200);
      expect(body.config).toMatchObject({ url: 'http://shop.com/', format: 'raw', render_js: false });
    });

    test('answers another method with 405 and another path with 404', async () => {
      const { key } = await server().account();

      const [method, path] = await Promise.all([
        anonymous().send('DELETE', `/scrape?key=${key}`),
        anonymous().get(`/screenshot?key=${key}`),
      ]);

      expect([method.status, method.headers.get('allow'), path.status]).toEqual([
        405,
        'GET, HEAD, POST',
        404,
      ]);
    });
  });
}
