import { deflateRawSync, deflateSync, gzipSync, brotliCompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { createCrawler, type CrawlResult } from '../../../src/leads/crawl.ts';
import { pages, startSites, type Site } from './start-sites.ts';

const html = { 'content-type': 'text/html' };
const address = 'info@biz.test';
const shown = `<p>${address}</p>`;

interface Crawled extends CrawlResult {
  readonly requests: readonly string[];
}

async function crawl(website: string, byHost: Readonly<Record<string, Site>>): Promise<Crawled> {
  await using sites = await startSites(byHost);
  const result = await createCrawler({ net: sites.net, allowTestTlds: true }).crawl(website);
  return { ...result, requests: [...sites.requests] };
}

/** Answers every path but robots.txt, which is missing. */
const only =
  (site: Site): Site =>
  (request, response) =>
    request.url === '/robots.txt' ? response.writeHead(404).end() : site(request, response);

const at =
  (path: string, site: Site): Site =>
  (request, response) =>
    request.url === path ? site(request, response) : response.writeHead(404).end();

describe('the encoding of a page', () => {
  const page = `${shown}${'<p>We are open.</p>'.repeat(20)}`;

  test.each([
    ['raw deflate, which RFC 9110 (8.4.1.2) names', 'deflate', deflateRawSync(page)],
    ['deflate in zlib, as it is defined', 'deflate', deflateSync(page)],
    ['gzip without a header', undefined, gzipSync(page)],
    ['zlib without a header', undefined, deflateSync(page)],
    ['plain text under the name gzip', 'gzip', Buffer.from(page)],
    ['plain text under the name br', 'br', Buffer.from(page)],
    ['plain text under the name deflate', 'deflate', Buffer.from(page)],
    ['plain words under the name deflate', 'deflate', Buffer.from(`Write to ${address}`)],
    ['gzip under the name deflate', 'deflate', gzipSync(page)],
    ['gzip under the name br', 'br', gzipSync(page)],
    ['deflate under the name gzip', 'gzip', deflateSync(page)],
    ['gzip under the name of a charset', 'utf-8', gzipSync(page)],
    ['gzip twice', 'gzip, gzip', gzipSync(gzipSync(page))],
    ['gzip twice, named once', 'gzip', gzipSync(gzipSync(page))],
    ['gzip once, named twice', 'gzip, gzip', gzipSync(page)],
    ['gzip in br', 'gzip, br', brotliCompressSync(gzipSync(page))],
    ['x-gzip in capitals', ' X-GZIP ', gzipSync(page)],
    ['identity', 'identity', Buffer.from(page)],
  ])('is understood: %s', async (_what, encoding, body) => {
    const site = at('/', (_request, response) =>
      response
        .writeHead(200, { ...html, ...(encoding !== undefined && { 'content-encoding': encoding }) })
        .end(body),
    );

    expect((await crawl('http://biz.test/', { 'biz.test': site })).emails).toEqual([address]);
  });

  test('cannot make a page larger than the limit with several layers', async () => {
    const layered = gzipSync(gzipSync(gzipSync(Buffer.alloc(200_000_000, ' '))));
    const site = at('/', (_request, response) =>
      response.writeHead(200, { ...html, 'content-encoding': 'gzip, gzip, gzip' }).end(layered),
    );
    const before = process.memoryUsage().arrayBuffers;

    const { pages: read } = await crawl('http://biz.test/', { 'biz.test': site });

    expect(read).toEqual(['http://biz.test/']);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(50_000_000);
  });
});

describe('a page that sends its visitors on', () => {
  const home = { '/home.html': shown };

  test.each([
    ['a script', '<html><script>window.location.href = "/home.html";</script></html>'],
    ['a script with replace', "<script>location.replace('/home.html')</script>"],
    [
      'a script when it is loaded',
      '<body onload=""><script>window.onload=function(){document.location="/home.html"}</script>',
    ],
    ['a script with escaped slashes', '<script>location="\\/home.html";</script>'],
    [
      'a script beside a note',
      '<title>Biz</title><p>Please wait …</p><script>self.location.assign("/home.html");</script>',
    ],
    ['a meta element', '<META HTTP-EQUIV=Refresh CONTENT="0;URL=home.html">'],
    ['a meta element with quotes', `<meta http-equiv="refresh" content="0; url='/home.html'">`],
    ['a meta element below a base', '<base href="/"><meta http-equiv="refresh" content="3;home.html">'],
  ])('is followed: %s', async (_what, content) => {
    const result = await crawl('http://biz.test/', { 'biz.test': pages({ '/': content, ...home }) });

    expect(result).toMatchObject({ emails: [address], pages: ['http://biz.test/home.html'] });
  });

  test.each(['0;url=/home.html', '0; URL="/home.html"', '2, /home.html'])(
    'is followed: a Refresh header with %j',
    async (refresh) => {
      const site: Site = (request, response) =>
        request.url === '/'
          ? response.writeHead(200, { ...html, refresh }).end('<p>One moment</p>')
          : pages(home)(request, response);

      expect((await crawl('http://biz.test/', { 'biz.test': site })).emails).toEqual([address]);
    },
  );

  test.each([
    ['shows an address before', `<meta http-equiv="refresh" content="10; url=/home.html">desk@biz.test`],
    [
      'has content and a script for a button',
      `<script>function go(){location.href="/home.html"}</script><p>desk@biz.test</p><a href="#" onclick="go()">Shop</a>`,
    ],
    ['reloads itself', `<meta http-equiv="refresh" content="0; url=/">desk@biz.test`],
    [
      'waits for minutes',
      `<meta http-equiv="refresh" content="600; url=/home.html"><p>desk (at) biz.test</p>`,
    ],
    ['names a place that is no website', `<script>location = "tel:+15125550142"</script>desk@biz.test`],
  ])('is read itself when it %s', async (_what, content) => {
    const result = await crawl('http://biz.test/', { 'biz.test': pages({ '/': content, ...home }) });

    expect(result).toMatchObject({ emails: ['desk@biz.test'], pages: ['http://biz.test/'] });
  });

  test.each([
    ['a missing page', '/gone'],
    ['a social network', 'https://www.facebook.com/biz'],
    ['a host that does not answer', 'http://gone.test/'],
  ])('is kept when it leads to %s', async (_what, target) => {
    const content = `<script>location.href="${target}"</script>`;

    const result = await crawl('http://biz.test/', { 'biz.test': pages({ '/': content }) });

    expect(result.pages).toEqual(['http://biz.test/']);
  });

  test('gets no more requests than the limit when it sends its visitors on for ever', async () => {
    const site = only(({ url = '/' }, response) =>
      response
        .writeHead(200, { ...html, refresh: `0; url=${url}a`, 'set-cookie': `n=${url.length}` })
        .end(`<script>location="${url}b"</script><a href="${url}contact">Contact</a>`),
    );

    const { requests } = await crawl('http://biz.test/', { 'biz.test': site });

    expect(requests.length).toBeLessThanOrEqual(10);
  });
});

describe('cookies', () => {
  /** Redirects to the same page until the cookie comes back. */
  const wall =
    (setCookie: string, expected: string): Site =>
    (request, response) => {
      if (request.headers.cookie === expected) pages({ '/': shown })(request, response);
      else response.writeHead(302, { location: request.url ?? '/', 'set-cookie': setCookie }).end();
    };

  test.each([
    ['for the host', 'seen=1; Path=/; HttpOnly', 'seen=1'],
    ['for the domain', 'seen=a b; Domain=.biz.test; Path=/; Max-Age=60', 'seen=a b'],
    ['that lasts', 'seen=1; Expires=Fri, 01 Jan 2100 00:00:00 GMT', 'seen=1'],
  ])(
    'are sent back to a page that redirects to itself to see them: %s',
    async (_what, setCookie, expected) => {
      const result = await crawl('http://biz.test/', { 'biz.test': wall(setCookie, expected) });

      expect(result.emails).toEqual([address]);
      expect(result.requests.length).toBeLessThanOrEqual(5);
    },
  );

  test('go to the subdomains that they are for, and to no other website', async () => {
    const seen: string[] = [];
    const note =
      (name: string, site: Site): Site =>
      (request, response) => {
        if (request.url !== '/robots.txt') seen.push(`${name} ${request.headers.cookie ?? '-'}`);
        site(request, response);
      };
    const cookies = [
      'own=1',
      'all=2; Domain=biz.test',
      'bad=3; Domain=other.test',
      'top=4; Domain=test',
      'old=5; Max-Age=0',
    ];
    await crawl('http://biz.test/', {
      'biz.test': note(
        'biz',
        only((_request, response) =>
          response
            .writeHead(200, { ...html, 'set-cookie': cookies })
            .end(
              '<a href="/contact">Contact</a><a href="http://team.biz.test/">Team</a><a href="http://team.biz.test/about">About</a>',
            ),
        ),
      ),
      'team.biz.test': note(
        'team',
        only((_request, response) => response.writeHead(302, { location: 'http://other.test/' }).end()),
      ),
      'other.test': note(
        'other',
        only((_request, response) => response.writeHead(200, html).end('')),
      ),
    });

    expect(seen).toEqual(expect.arrayContaining(['biz -', 'biz own=1; all=2', 'team all=2', 'other -']));
    expect(seen.join()).not.toMatch(/[345]/);
  });

  test('do not reach the next crawl', async () => {
    const seen: (string | undefined)[] = [];
    await using sites = await startSites({
      'biz.test': only((request, response) => {
        seen.push(request.headers.cookie);
        response.writeHead(200, { ...html, 'set-cookie': 'a=1' }).end(shown);
      }),
    });
    const crawler = createCrawler({ net: sites.net, allowTestTlds: true });

    await crawler.crawl('http://biz.test/');
    await crawler.crawl('http://biz.test/');

    expect(seen).toEqual([undefined, undefined]);
  });

  test('do not let a page redirect to itself for ever', async () => {
    let count = 0;
    const site = only(({ url = '/' }, response) =>
      response.writeHead(302, { location: url, 'set-cookie': `n=${count++}; Path=/` }).end(),
    );

    const { requests, pages: read } = await crawl('http://biz.test/', { 'biz.test': site });

    expect(read).toEqual([]);
    expect(requests).toHaveLength(3);
  });
});

describe('websites that stand elsewhere', () => {
  test('are found at www when the bare name has no address, and the other way round', async () => {
    const site = pages({ '/': shown });

    expect((await crawl('biz.test', { 'www.biz.test': site })).pages).toEqual(['http://www.biz.test/']);
    expect((await crawl('http://www.biz.test/', { 'biz.test': site })).pages).toEqual(['http://biz.test/']);
  });

  test('are not looked for at www when the bare name answers', async () => {
    const site: Site = (_request, response) => response.writeHead(404).end();

    const { pages: read } = await crawl('http://biz.test/', {
      'biz.test': site,
      'www.biz.test': pages({ '/': shown }),
    });

    expect(read).toEqual([]);
  });

  test('on Google Sites are read like any other, and Google is not', async () => {
    const home = `<p>info@harbordental.com</p><a href="/view/harbor/contact">Contact</a><a href="https://policies.google.com/privacy">Privacy</a><a href="/new">Contact</a>`;
    const byHost = {
      'sites.google.com': pages({
        '/view/harbor': home,
        '/view/harbor/contact': '<p>desk@harbordental.com</p>',
      }),
    };

    const result = await crawl('http://sites.google.com/view/harbor', byHost);

    expect(result.emails).toEqual(['info@harbordental.com', 'desk@harbordental.com']);
    expect(result.requests).not.toContain('sites.google.com /new');
    expect((await crawl('http://www.google.com/maps/place/harbor', byHost)).pages).toEqual([]);
  });

  test('are followed into the frame that shows them under another name', async () => {
    const masked =
      '<frameset rows="100%,*"><frame src="http://host.test/biz/"><frame src="about:blank"></frameset>';
    const byHost = { 'biz.test': pages({ '/': masked }), 'host.test': pages({ '/biz/': shown }) };

    expect((await crawl('http://biz.test/', byHost)).emails).toEqual([address]);
  });
});

test('the links in a frame count as links of the page', async () => {
  const byPath = {
    '/': '<frameset cols="20%,80%"><frame src="menu.html"><frame src="welcome.html"></frameset>',
    '/menu.html': '<a href="kontakt.html" target="main">Kontakt</a>',
    '/welcome.html': '<p>Welcome</p>',
    '/kontakt.html': shown,
  };

  expect((await crawl('http://biz.test/', { 'biz.test': pages(byPath) })).emails).toEqual([address]);
});

test.each([
  [
    'text/vcard',
    'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Biz\r\nEMAIL;TYPE=INTERNET,WORK:info@biz.test\r\nEND:VCARD\r\n',
  ],
  [
    'text/x-vcard',
    'BEGIN:VCARD\nVERSION:2.1\nEMAIL;INTERNET;ENCODING=QUOTED-PRINTABLE:info=40biz.test\nEND:VCARD',
  ],
  [
    'application/octet-stream',
    'BEGIN:VCARD\r\nVERSION:4.0\r\nitem1.EMAIL;PREF=1:info@b\r\n iz.test\r\nEND:VCARD',
  ],
])('a vCard that a page links to is read: %s', async (type, card) => {
  const site: Site = (request, response) =>
    request.url === '/biz.vcf'
      ? response.writeHead(200, { 'content-type': type }).end(card)
      : pages({ '/': '<a href="/biz.vcf">Contact</a>' })(request, response);

  expect((await crawl('http://biz.test/', { 'biz.test': site })).emails).toEqual([address]);
});
