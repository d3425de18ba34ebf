import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { createCrawler } from '../../../src/leads/crawl.ts';
import { startSites, type Site } from './start-sites.ts';

const host = 'harbordental.com';
const website = `http://${host}/`;
const nothing = { emails: [], suspectedTraps: [], pages: [] };
const html = { 'content-type': 'text/html' };

/** Answers every request except robots.txt, which is missing. */
const only =
  (site: Site): Site =>
  (request, response) =>
    request.url === '/robots.txt' ? response.writeHead(404).end() : site(request, response);

const megabyte = Buffer.alloc(1_000_000, ' ');

describe('slow websites', () => {
  test.each<[string, Site]>([
    ['says nothing', () => undefined],
    [
      'says nothing after its headers',
      only((_request, response) => response.writeHead(200, html).flushHeaders()),
    ],
    [
      'never answers for robots.txt',
      (_request, response) => response.writeHead(200, html).write('User-agent: *\n'),
    ],
    [
      'redirects for ever',
      ({ url = '/' }, response) => response.writeHead(302, { location: `${url}a` }).end(),
    ],
    ['redirects to itself', ({ url = '/' }, response) => response.writeHead(302, { location: url }).end()],
    [
      'redirects to an unsupported scheme',
      only((_request, response) => response.writeHead(302, { location: 'gopher://x/' }).end()),
    ],
    [
      'redirects to nonsense',
      only((_request, response) => response.writeHead(302, { location: 'http://[/' }).end()),
    ],
    ['closes the connection', ({ socket }) => socket.destroy()],
    ['is not found', only((_request, response) => response.writeHead(404, html).end(`info@${host}`))],
    [
      'is a picture',
      only((_request, response) =>
        response.writeHead(200, { 'content-type': 'image/png' }).end(`info@${host}`),
      ),
    ],
  ])('are given up within the time limit of a site: one that %s', async (_what, site) => {
    await using sites = await startSites({ [host]: site });
    const crawler = createCrawler({ net: sites.net, limits: { siteTimeoutMs: 400 } });
    const startedAt = performance.now();

    const result = await crawler.crawl(website);

    expect(result).toEqual(nothing);
    expect(performance.now() - startedAt).toBeLessThan(20_000);
  });
});

describe('websites with endless or broken answers', () => {
  test('are read up to the limit of a page, and their first part is used', async () => {
    let sent = 0;
    await using sites = await startSites({
      [host]: only((_request, response) => {
        response.writeHead(200, html).write(`<p>info@${host}</p>`);
        const pour = (): void => {
          while (!response.destroyed && response.write(megabyte)) sent++;
          sent++;
        };
        response.on('drain', pour);
        pour();
      }),
    });

    const result = await createCrawler({ net: sites.net }).crawl(website);

    expect(result.emails).toEqual([`info@${host}`]);
    expect(sent).toBeLessThan(40);
  });

  test('are limited after decompression', async () => {
    const bomb = gzipSync(
      Buffer.concat([Buffer.from(`<p>info@${host}</p>`), Buffer.alloc(100_000_000, ' ')]),
    );
    await using sites = await startSites({
      [host]: only((_request, response) =>
        response.writeHead(200, { ...html, 'content-encoding': 'gzip' }).end(bomb),
      ),
    });
    const before = process.memoryUsage().arrayBuffers;

    const result = await createCrawler({ net: sites.net }).crawl(website);

    expect(result.emails).toEqual([`info@${host}`]);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(50_000_000);
  });

  test('keep the part before a broken end', async () => {
    const whole = gzipSync(`<p>info@${host}</p>${'x'.repeat(50_000)}`);
    await using sites = await startSites({
      [host]: only((_request, response) => {
        response.writeHead(200, { ...html, 'content-encoding': 'gzip', 'content-length': whole.length });
        response.write(whole.subarray(0, whole.length - 8), () => response.destroy());
      }),
    });

    const result = await createCrawler({ net: sites.net }).crawl(website);

    expect(result.emails).toEqual([`info@${host}`]);
  });
});

describe('an aborted crawl', () => {
  test('rejects with the reason and leaves no connection', async () => {
    const stop = new AbortController();
    await using sites = await startSites({ [host]: () => stop.abort(new Error('job cancelled')) });

    await expect(createCrawler({ net: sites.net }).crawl(website, stop.signal)).rejects.toThrow(
      'job cancelled',
    );
  });

  test('sends no request when the signal aborted before', async () => {
    await using sites = await startSites({});

    await expect(
      createCrawler({ net: sites.net }).crawl(website, AbortSignal.abort(new Error('no'))),
    ).rejects.toThrow('no');
    expect(sites.dialled).toEqual([]);
  });
});
