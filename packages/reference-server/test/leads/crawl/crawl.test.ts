import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { createCrawler } from '../../../src/leads/crawl.ts';
import { pages, startSites } from './start-sites.ts';

const host = 'harbordental.com';
const website = `http://${host}/`;
const page = (...addresses: string[]): string => addresses.map((address) => `<p>${address}</p>`).join('');

describe('a crawl', () => {
  test('fetches the home page and the pages that often show addresses', async () => {
    const menu =
      '<a href="/kontakt">Kontakt</a> <a href="about.html">Who we are</a> <a href="/prices">Prices</a>';
    await using sites = await startSites({
      [host]: pages({
        '/': menu + page(`info@${host}`),
        '/kontakt': page(`desk@${host}`, 'harbor@gmail.com'),
        '/about.html': page(`ann@${host}`),
        '/prices': page(`prices@${host}`),
      }),
    });

    const result = await createCrawler({ net: sites.net }).crawl(website);

    expect(result).toEqual({
      emails: [`info@${host}`, `desk@${host}`, `ann@${host}`, 'harbor@gmail.com'],
      suspectedTraps: [],
      pages: [website, `${website}kontakt`, `${website}about.html`],
    });
  });

  test('fetches at most six pages with at most ten requests', async () => {
    const menu = Array.from(
      { length: 30 },
      (_, index) => `<a href="/contact/${index}">Contact ${index}</a>`,
    ).join('');
    const byPath = Object.fromEntries(
      Array.from({ length: 30 }, (_, index) => [`/contact/${index}`, page(`c${index}@${host}`)]),
    );
    await using sites = await startSites({ [host]: pages({ '/': menu, ...byPath }) });

    const result = await createCrawler({ net: sites.net }).crawl(website);

    expect(result.pages).toHaveLength(6);
    expect(sites.requests.length).toBeLessThanOrEqual(10);
  });

  test('stays on the registered domain, subdomains included', async () => {
    const menu = `<a href="http://team.${host}/">Team</a><a href="http://agency.net/contact">Contact the agency</a>`;
    await using sites = await startSites({
      [host]: pages({ '/': menu }),
      [`team.${host}`]: pages({ '/': page(`ann@${host}`) }),
      'agency.net': pages({ '/contact': page('web@agency.net') }),
    });

    const result = await createCrawler({ net: sites.net }).crawl(website);

    expect(result.emails).toEqual([`ann@${host}`]);
    expect(sites.dialled).not.toContain('agency.net:80');
  });

  test('suspects an address as a trap only if no page shows it', async () => {
    await using sites = await startSites({
      [host]: pages({
        '/': `<a href="/contact">Contact</a><!-- info@${host} --><p hidden>bait@${host}</p>`,
        '/contact': page(`info@${host}`),
      }),
    });

    const result = await createCrawler({ net: sites.net }).crawl(website);

    expect(result).toMatchObject({ emails: [`info@${host}`], suspectedTraps: [`bait@${host}`] });
  });

  test('follows redirects to another path, host and scheme', async () => {
    await using sites = await startSites({
      [host]: (_request, response) => response.writeHead(301, { location: `http://www.${host}/` }).end(),
      [`www.${host}`]: pages({
        '/': '<meta http-equiv="refresh" content="0; url=/welcome">',
        '/welcome': page(`info@${host}`),
      }),
    });

    const result = await createCrawler({ net: sites.net }).crawl(website);

    expect(result).toMatchObject({ emails: [`info@${host}`], pages: [`http://www.${host}/welcome`] });
  });

  test('tries https before http for a website without a scheme', async () => {
    await using sites = await startSites({ [host]: pages({ '/': page(`info@${host}`) }) });

    const result = await createCrawler({ net: sites.net }).crawl(host);

    expect(result.emails).toEqual([`info@${host}`]);
    expect(sites.dialled).toEqual([`${host}:443`, `${host}:80`]);
  });

  test.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
    ['zstd', zstdCompressSync],
  ] as const)('reads %s', async (encoding, compress) => {
    await using sites = await startSites({
      [host]: ({ url }, response) => {
        if (url !== '/') return response.writeHead(404).end();
        return response
          .writeHead(200, { 'content-type': 'text/html', 'content-encoding': encoding })
          .end(compress(page(`info@${host}`)));
      },
    });

    const result = await createCrawler({ net: sites.net }).crawl(website);

    expect(result.emails).toEqual([`info@${host}`]);
  });

  test.each([
    [
      'the header',
      'text/html; charset=windows-1251',
      Buffer.from('<p>\xCF\xEE\xF7\xF2\xE0: info@harbordental.com</p>', 'latin1'),
    ],
    [
      'the page',
      'text/html',
      Buffer.from('<meta charset=shift_jis><p>\x83\x81 info@harbordental.com</p>', 'latin1'),
    ],
    [
      'no declaration of UTF-16, which would make the page unreadable',
      'text/html',
      Buffer.from('<meta charset="utf-16le"><p>info@harbordental.com</p>'),
    ],
    ['a byte-order mark', 'text/html', Buffer.from('\uFEFF<p>info@harbordental.com</p>', 'utf16le')],
    ['an unknown name', 'text/html; charset=klingon', Buffer.from('<p>info@harbordental.com</p>')],
  ])('decodes by the charset from %s', async (_where, type, body) => {
    await using sites = await startSites({
      [host]: ({ url }, response) => {
        if (url !== '/') return response.writeHead(404).end();
        return response.writeHead(200, { 'content-type': type }).end(body);
      },
    });

    const result = await createCrawler({ net: sites.net }).crawl(website);

    expect(result.emails).toEqual(['info@harbordental.com']);
  });

  test.each([
    'https://www.facebook.com/harbordental',
    'instagram.com/harbordental',
    'mailto:info@harbordental.com',
    'ftp://harbordental.com/',
    'javascript:alert(1)',
    'not a website',
    '',
    'http://',
  ])('does not fetch "%s"', async (address) => {
    await using sites = await startSites({});

    const result = await createCrawler({ net: sites.net }).crawl(address);

    expect(result).toEqual({ emails: [], suspectedTraps: [], pages: [] });
    expect(sites.requests).toEqual([]);
  });
});

describe('robots.txt', () => {
  const menu = `<a href="/contact">Contact</a><a href="/team">Team</a>${page(`info@${host}`)}`;
  const site = { '/': menu, '/contact': page(`desk@${host}`), '/team': page(`ann@${host}`) };

  test.each([
    ['for all robots', 'User-agent: *\nDisallow: /contact', [`info@${host}`, `ann@${host}`]],
    ['for this robot', 'User-agent: ScrapeKitBot\nDisallow: /\n\nUser-agent: *\nAllow: /', []],
    [
      'for another robot',
      'User-agent: otherbot\nDisallow: /',
      [`info@${host}`, `desk@${host}`, `ann@${host}`],
    ],
    [
      'with an exception',
      'User-agent: *\nDisallow: /\nAllow: /$\nAllow: /team',
      [`info@${host}`, `ann@${host}`],
    ],
    ['with a wildcard', 'User-agent: *\nDisallow: /*act', [`info@${host}`, `ann@${host}`]],
  ])('is obeyed %s', async (_whom, robots, emails) => {
    await using sites = await startSites({ [host]: pages({ ...site, '/robots.txt': robots }) });

    const result = await createCrawler({ net: sites.net }).crawl(website);

    expect(result.emails).toEqual(emails);
  });

  test('forbids everything while the server fails to send it (RFC 9309, 2.3.1.4)', async () => {
    await using sites = await startSites({
      [host]: (request, response) => {
        if (request.url === '/robots.txt') response.writeHead(503).end();
        else pages(site)(request, response);
      },
    });

    const result = await createCrawler({ net: sites.net }).crawl(website);

    expect(result.pages).toEqual([]);
    expect(sites.requests).toEqual([`${host} /robots.txt`]);
  });

  test('is fetched once per host', async () => {
    await using sites = await startSites({ [host]: pages(site) });

    await createCrawler({ net: sites.net }).crawl(website);

    expect(sites.requests.filter((request) => request.endsWith('/robots.txt'))).toHaveLength(1);
  });
});
