import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { createCrawler } from '../../../src/leads/crawl.ts';
import { pages, startSites, type Site } from './start-sites.ts';

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

describe('websites that attack the extractor', () => {
  test('lose only the page that cannot be read', async () => {
    const menu = '<a href="/contact">Contact</a><a href="/team">Team</a>';
    await using sites = await startSites({
      [host]: pages({ '/': menu, '/contact': `<p>desk@${host}</p>`, '/team': `<p>ann@${host}</p>` }),
    });
    const onPage = (page: string): void => {
      if (page.includes('desk@')) throw new RangeError('Maximum call stack size exceeded');
    };

    const result = await createCrawler({ net: sites.net }).crawl(website, undefined, { onPage });

    expect(result).toMatchObject({ emails: [`ann@${host}`], pages: [website, `${website}team`] });
  });

  test('do not fail the crawl with some thousand bytes that become a million nested elements', async () => {
    const body = gzipSync('<b>'.repeat(1_000_000));
    await using sites = await startSites({
      [host]: only((_request, response) =>
        response.writeHead(200, { ...html, 'content-encoding': 'gzip' }).end(body),
      ),
    });

    const result = await createCrawler({ net: sites.net }).crawl(website);

    expect(body.length).toBeLessThan(4_000);
    expect(result).toEqual({ ...nothing, pages: [website] });
  });

  test('contribute at most 500 addresses and 500 suspected traps, those of their own domain first', async () => {
    const list = (count: number, domain: string): string =>
      Array.from({ length: count }, (_, index) => `a${index}@${domain}`).join(' ');
    await using sites = await startSites({
      [host]: pages({
        '/': `<p>${list(20_000, 'agency.net')}</p><p>${list(3, host)}</p><p hidden>${list(20_000, 'bait.net')}</p>`,
      }),
    });

    const { emails, suspectedTraps } = await createCrawler({ net: sites.net }).crawl(website);

    expect([emails.length, suspectedTraps.length]).toEqual([500, 500]);
    expect(emails.slice(0, 4)).toEqual([`a0@${host}`, `a1@${host}`, `a2@${host}`, 'a0@agency.net']);
  });

  test('are not asked for pages with an endless URL', async () => {
    const long = `/contact${'a'.repeat(3_000)}`;
    await using sites = await startSites({
      [host]: (request, response) =>
        request.url === '/robots.txt'
          ? response.writeHead(404).end()
          : response.writeHead(302, { location: long }).end(),
    });

    expect(await createCrawler({ net: sites.net }).crawl(website)).toEqual(nothing);
    expect(sites.requests).toEqual([`${host} /robots.txt`, `${host} /`]);
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
