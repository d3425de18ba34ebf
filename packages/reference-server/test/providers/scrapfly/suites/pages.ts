import { describe, expect, test } from 'vitest';
import type { ScrapflyServer } from '../start-scrapfly.ts';
import { PNG } from '../start-websites.ts';

export function describePages(server: () => ScrapflyServer): void {
  describe('scrapes without a webhook', () => {
    const scrape = async (url: string, more: Readonly<Record<string, string>> = {}) =>
      await (await server().account()).scrape({ url, ...more });

    test('F20: the answer holds config, context, result and uuid', async () => {
      const { status, body } = await scrape('http://json.com');

      expect(status).toBe(200);
      expect(body.uuid).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
      expect(body.config).toMatchObject({ url: 'http://json.com/', webhook_name: null });
      expect(body.context).toMatchObject({ project: 'default', env: 'LIVE' });
      expect(body.result).toMatchObject({
        content: '{"a":"ü"}',
        content_type: 'application/json',
        format: 'text',
        status: 'DONE',
        status_code: 200,
        success: true,
        reason: 'OK',
        url: 'http://json.com/',
        log_url: null,
        browser_data: null,
        screenshots: [],
        iframes: [],
        size: Buffer.byteLength('{"a":"ü"}'),
        error: null,
      });
      expect(body.result.response_headers).toMatchObject({ 'content-type': 'application/json' });
      expect(body.result.request_headers).toHaveProperty('user-agent');
      expect(body.result.duration).toEqual(expect.any(Number));
    });

    test('F20: cookies are listed with their attributes', async () => {
      const { body } = await scrape('http://json.com/');

      expect(body.result.cookies).toEqual([
        {
          name: 'id',
          value: '7',
          domain: null,
          path: '/',
          expires: null,
          max_age: 60,
          http_only: true,
          secure: false,
        },
        {
          name: 'lang',
          value: 'en',
          domain: 'json.com',
          path: null,
          expires: null,
          max_age: null,
          http_only: false,
          secure: true,
        },
      ]);
    });

    test('F20: a page that is not text comes as base64 with the format binary', async () => {
      const { body } = await scrape('http://image.com/');

      expect(body.result).toMatchObject({ format: 'binary', content_type: 'image/png', size: PNG.length });
      expect(Buffer.from(body.result.content, 'base64')).toEqual(PNG);
    });

    test.each([
      ['/', 'POST application/x-www-form-urlencoded a=1&b=ü'],
      ['/again', 'POST application/x-www-form-urlencoded a=1&b=ü'],
      ['/thanks', 'GET - '],
    ])('a posted body follows the redirects of %s that keep the method', async (path, content) => {
      const account = await server().account();

      const { body } = await account.post(
        { url: `http://form.com${path}` },
        'a=1&b=ü',
        'application/x-www-form-urlencoded',
      );

      expect(body.config.method).toBe('POST');
      expect(body.result).toMatchObject({ success: true, content, url: 'http://form.com/' });
    });

    test('a compressed page is decompressed', async () => {
      const { body } = await scrape('http://zipped.com/');

      expect(body.result.content).toBe('plain');
    });

    test('F20: redirects are followed, and result.url is the last address', async () => {
      const { body } = await scrape('http://moved.com/');

      expect(body.result).toMatchObject({ success: true, status_code: 200, url: 'http://shop.com/' });
    });

    test('F22: dates have no zone, and empty maps are printed as lists', async () => {
      const { body } = await scrape('http://no-such-name.com/');

      expect(body.context.created_at).toMatch(/^2026-11-\d\d \d\d:\d\d:\d\d\.\d{6}$/);
      expect(body.result.response_headers).toEqual([]);
    });

    test.each([
      ['http://no-such-name.com/', 'ERR::SCRAPE::DNS_NAME_NOT_RESOLVED', 422, false],
      ['http://127.0.0.1:9/', 'ERR::SCRAPE::DOMAIN_NOT_ALLOWED', 422, false],
      ['http://[::1]:9/', 'ERR::SCRAPE::DOMAIN_NOT_ALLOWED', 422, false],
      ['http://169.254.169.254/latest/meta-data', 'ERR::SCRAPE::DOMAIN_NOT_ALLOWED', 422, false],
      ['http://inward.com/', 'ERR::SCRAPE::DOMAIN_NOT_ALLOWED', 422, false],
      ['http://hangs-up.com/', 'ERR::SCRAPE::NETWORK_SERVER_DISCONNECTED', 422, false],
      ['http://loop.com/', 'ERR::SCRAPE::UPSTREAM_WEBSITE_ERROR', 422, true],
      ['http://huge.com/', 'ERR::SCRAPE::UPSTREAM_WEBSITE_ERROR', 422, false],
    ])('F20: a scrape of %s fails with %s', async (url, code, status, retryable) => {
      const answer = await scrape(url);

      const links = { 'Related Error Doc': `https://scrapfly.io/docs/scrape-api/error/${code}` };
      expect(answer.status).toBe(status);
      expect(answer.headers.get('x-scrapfly-reject-code')).toBe(code);
      expect(answer.headers.get('x-scrapfly-reject-retryable')).toBe(retryable ? 'yes' : 'no');
      expect(answer.body.result).toMatchObject({
        success: false,
        status: 'DONE',
        status_code: null,
        content: '',
      });
      expect(answer.body.result.error).toMatchObject({ code, http_code: status, retryable, links });
      expect(answer.body.result.error.doc_url).toBe(links['Related Error Doc']);
    });

    test('F20: an error page has success false, although the answer is 200', async () => {
      const { status, body } = await scrape('http://shop.com/nothing');

      expect(status).toBe(200);
      expect(body.result).toMatchObject({
        success: false,
        status_code: 404,
        reason: 'Not Found',
        content: 'no',
        error: { code: 'ERR::SCRAPE::BAD_UPSTREAM_RESPONSE', http_code: 200, retryable: false },
      });
    });

    test.each([
      ['text', 'Harbor & Sons\nOpen daily. Write to us\nRopes\nSails'],
      ['markdown', '# Harbor & Sons\n\nOpen **daily**. [Write to us](/contact)\n\n- Ropes\n- Sails'],
    ])('a page is converted to %s', async (format, content) => {
      const { body } = await scrape('http://shop.com/', { format });

      expect(body.result).toMatchObject({ success: true, format: 'text', content });
    });

    test('a page is converted to clean_html, without scripts and styles', async () => {
      const { body } = await scrape('http://shop.com/', { format: 'clean_html' });

      expect(body.result.content).toContain('<h1>Harbor &amp; Sons</h1>');
      expect(body.result.content).toContain('<p>Open <b>daily</b>. <a href="/contact">Write to us</a></p>');
      expect(body.result.content).not.toMatch(/script|style|onclick|track/);
    });

    test('a page that is not HTML is not converted', async () => {
      const { status, body } = await scrape('http://json.com/', { format: 'markdown' });

      expect(status).toBe(422);
      expect(body.result).toMatchObject({
        success: false,
        error: { code: 'ERR::SCRAPE::FORMAT_CONVERSION_ERROR', retryable: false },
      });
    });
  });
}
