import { expect, test } from 'vitest';
import { scrapePage } from '../../../src/providers/scrapfly/scrape-page.ts';
import { startSites } from '../../leads/crawl/start-sites.ts';

const page = { url: 'http://silent.com/', format: 'raw' } as const;

test('F20: a page that does not answer in time fails with UPSTREAM_TIMEOUT', async () => {
  await using sites = await startSites({ 'silent.com': () => undefined });

  const result = await scrapePage(page, { net: sites.net, timeoutMs: 50 });

  expect(result).toMatchObject({
    success: false,
    status_code: null,
    error: { code: 'ERR::SCRAPE::UPSTREAM_TIMEOUT', message: 'The website did not answer within 0.05 s.' },
  });
});

test('F20: a page that has only partly arrived in time fails with UPSTREAM_TIMEOUT', async () => {
  await using sites = await startSites({
    'silent.com': (_request, response) =>
      response.writeHead(200, { 'content-type': 'text/plain' }).write('the first part'),
  });

  const result = await scrapePage(page, { net: sites.net, timeoutMs: 50 });

  expect(result).toMatchObject({
    success: false,
    content: '',
    error: { code: 'ERR::SCRAPE::UPSTREAM_TIMEOUT' },
  });
});

test('an aborted scrape rejects and has no result', async () => {
  const stopping = new AbortController();
  await using sites = await startSites({ 'silent.com': () => stopping.abort(new Error('stopping')) });

  await expect(scrapePage(page, { net: sites.net, signal: stopping.signal })).rejects.toThrow('stopping');
});

test('an error page is returned unconverted, whatever format was requested', async () => {
  await using sites = await startSites({
    'silent.com': (_request, response) =>
      response.writeHead(503, { 'content-type': 'application/json' }).end('{"busy":true}'),
  });

  const result = await scrapePage({ ...page, format: 'markdown' }, { net: sites.net });

  expect(result).toMatchObject({
    success: false,
    status_code: 503,
    content: '{"busy":true}',
    error: { code: 'ERR::SCRAPE::BAD_UPSTREAM_RESPONSE' },
  });
});
