import { text } from 'node:stream/consumers';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { failureOf } from '@scrapekit/guarded-http';
import { describe, expect, test } from 'vitest';
import { createDispatcher } from '../../src/net/dispatcher.ts';
import { fetchPage, type FetchedPage, type FetchPageOptions } from '../../src/net/fetch-page.ts';
import { startSites, type Site, type Sites } from '../leads/crawl/start-sites.ts';

const host = 'shop.com';

async function fetchFrom(
  sites: Sites,
  path: string,
  options: Partial<FetchPageOptions> = {},
): Promise<FetchedPage> {
  const { signal = new AbortController().signal } = options;
  const dispatcher = createDispatcher(sites.net, signal);
  try {
    return await fetchPage(new URL(path, `http://${host}/`), {
      dispatcher,
      signal,
      headers: {},
      maxRedirects: 3,
      maxBytes: 1_000,
      ...options,
    });
  } finally {
    await dispatcher.destroy();
  }
}

/** Redirects `/3` to `/2`, `/2` to `/1` and `/1` to `/0`, which is a page. */
const chain: Site = ({ url = '' }, response) => {
  const left = Number(url.slice(1));
  if (left === 0) response.writeHead(200, { 'content-type': 'text/plain' }).end('the end');
  else response.writeHead(302, { location: String(left - 1) }).end('moved');
};

/** Redirects `/303` with the status 303 to `/`, which answers with the method, type and body of the request. */
const echo: Site = (request, response) => {
  const status = Number(request.url?.slice(1));
  if (status > 0) response.writeHead(status, { location: '/' }).end();
  else
    void text(request).then((body) =>
      response.end(`${request.method ?? ''} ${request.headers['content-type'] ?? '-'} ${body}`),
    );
};

const redirectTo =
  (location: string): Site =>
  (_request, response) =>
    response.writeHead(302, { location }).end();

describe('redirects', () => {
  test('are followed up to the limit, and the page has the URL of the last one', async () => {
    await using sites = await startSites({ [host]: chain });

    const page = await fetchFrom(sites, '/3');

    expect(page).toMatchObject({ status: 200, contentType: 'text/plain', isTooLarge: false });
    expect([page.url.href, page.body.toString()]).toEqual([`http://${host}/0`, 'the end']);
  });

  test('beyond the limit end the fetch with a RedirectError', async () => {
    await using sites = await startSites({ [host]: chain });

    await expect(fetchFrom(sites, '/4')).rejects.toMatchObject({ name: 'RedirectError', reason: 'limit' });
    expect(sites.requests).toHaveLength(4);
  });

  test('are returned as pages when the limit is 0', async () => {
    await using sites = await startSites({ [host]: chain });

    expect(await fetchFrom(sites, '/1', { maxRedirects: 0 })).toMatchObject({
      status: 302,
      headers: { location: '0' },
    });
  });

  test.each(['file:///etc/passwd', 'http://[/', 'gopher://shop.com/'])(
    'to %s end the fetch with a RedirectError',
    async (location) => {
      await using sites = await startSites({ [host]: redirectTo(location) });

      await expect(fetchFrom(sites, '/')).rejects.toMatchObject({ reason: 'address' });
    },
  );

  test('that the caller refuses are not requested; the caller gets both URLs', async () => {
    await using sites = await startSites({ [host]: redirectTo('http://other.com/') });
    const asked: string[] = [];
    const isAllowed = (url: URL, from: URL) => {
      asked.push(`${from.href} ${url.href}`);
      return false;
    };

    await expect(fetchFrom(sites, '/', { isAllowed })).rejects.toMatchObject({ reason: 'refused' });
    expect(asked).toEqual([`http://${host}/ http://other.com/`]);
    expect(sites.dialled).toEqual([`${host}:80`]);
  });

  test.each([
    ['301', 'GET - '],
    ['302', 'GET - '],
    ['303', 'GET - '],
    ['307', 'POST text/plain a=1'],
    ['308', 'POST text/plain a=1'],
  ])('with status %s after a POST lead to the request: %s', async (status, request) => {
    await using sites = await startSites({ [host]: echo });
    const post = { bytes: Buffer.from('a=1'), contentType: 'text/plain' };

    const { body } = await fetchFrom(sites, `/${status}`, { post });

    expect(body.toString()).toBe(request);
  });
});

describe('the body of a page', () => {
  const send =
    (body: Buffer, encoding?: string): Site =>
    (_request, response) =>
      response.writeHead(200, encoding === undefined ? {} : { 'content-encoding': encoding }).end(body);

  test.each([
    ['of the largest size', Buffer.alloc(1_000, 'a'), undefined, false],
    ['that is one byte too large', Buffer.alloc(1_001, 'a'), undefined, true],
    ['of the largest size in gzip', gzipSync(Buffer.alloc(1_000, 'a')), 'gzip', false],
    ['that is too large in gzip', gzipSync(Buffer.alloc(50_000_000, 'a')), 'gzip', true],
    ['that is too large in brotli', brotliCompressSync(Buffer.alloc(50_000_000, 'a')), 'br', true],
  ])('%s is read up to the limit', async (_kind, bytes, encoding, isTooLarge) => {
    await using sites = await startSites({ [host]: send(bytes, encoding) });

    const page = await fetchFrom(sites, '/');

    expect(page.isTooLarge).toBe(isTooLarge);
    expect(page.body.equals(Buffer.alloc(1_000, 'a'))).toBe(true);
  });

  test('is empty when the caller declines it', async () => {
    await using sites = await startSites({ [host]: send(Buffer.from('a picture')) });

    const page = await fetchFrom(sites, '/', { readsBody: () => false });

    expect([page.status, page.body.length]).toEqual([200, 0]);
  });

  test.each([undefined, 'gzip'])(
    'ends early when the signal is aborted, with encoding %s',
    async (encoding) => {
      const stopping = new AbortController();
      const first = encoding === 'gzip' ? gzipSync('a'.repeat(100)).subarray(0, 20) : Buffer.from('a');
      await using sites = await startSites({
        [host]: (_request, response) =>
          response
            .writeHead(200, encoding === undefined ? {} : { 'content-encoding': encoding })
            .write(first, () => setImmediate(() => stopping.abort(new Error('stopping')))),
      });

      await fetchFrom(sites, '/', { signal: stopping.signal }).catch(() => undefined);

      expect(stopping.signal.aborted).toBe(true);
    },
  );
});

describe('a page that cannot be fetched', () => {
  test('rejects with an error of a known kind', async () => {
    await using sites = await startSites({ [host]: ({ socket }) => socket.destroy() });

    const error = await fetchFrom(sites, '/').catch((reason: unknown) => reason);

    expect(failureOf(error).kind).toBe('reset');
  });

  test('rejects with an error of a known kind after a redirect', async () => {
    await using sites = await startSites({ [host]: redirectTo('http://nowhere.com/') });

    const error = await fetchFrom(sites, '/').catch((reason: unknown) => reason);

    expect(failureOf(error).kind).toBe('name');
  });
});

test('a fetched page has all headers and cookies of the answer', async () => {
  await using sites = await startSites({
    [host]: (_request, response) =>
      response.writeHead(200, { 'Set-Cookie': ['a=1', 'b=2'], 'X-Number': ['1', '2'] }).end(),
  });

  const { headers, setCookies, contentType } = await fetchFrom(sites, '/');

  expect(headers).toMatchObject({ 'x-number': '1, 2' });
  expect([setCookies, contentType]).toEqual([['a=1', 'b=2'], '']);
});
