import { describe, expect, test } from 'vitest';
import type { Net } from '../../src/net/net.ts';
import { restrictToWebPorts } from '../../src/net/web-ports.ts';
import { createCrawler } from '../../src/leads/crawl.ts';
import { fetchFinalPage } from '../../src/providers/scrapenest/fetch-page.ts';
import { scrapePage } from '../../src/providers/scrapfly/scrape-page.ts';
import { startSites } from '../leads/crawl/start-sites.ts';

const failing = (): Promise<never> => Promise.reject(new Error('unreachable'));

function recordingNet() {
  const dialled: string[] = [];
  const net: Net = {
    resolveMx: failing,
    resolve4: failing,
    resolve6: failing,
    connect: (host, port) => {
      dialled.push(`${host}:${port}`);
      return failing();
    },
  };
  return { net, dialled };
}

describe('a network for pages', () => {
  test('connects to the ports of websites and to those that the operator allows', async () => {
    const { net, dialled } = recordingNet();
    const web = restrictToWebPorts(net, [8000]);

    for (const port of [80, 443, 8080, 8443, 8000])
      await web.connect('shop.com', port).catch(() => undefined);

    expect(dialled).toEqual([
      'shop.com:80',
      'shop.com:443',
      'shop.com:8080',
      'shop.com:8443',
      'shop.com:8000',
    ]);
  });

  test.each([0, 22, 25, 5432, 6379, 8000, 65_535])(
    'refuses port %i and tells which are allowed',
    async (port) => {
      const { net, dialled } = recordingNet();

      await expect(restrictToWebPorts(net).connect('shop.com', port)).rejects.toMatchObject({
        code: 'EBLOCKEDPORT',
        message: expect.stringMatching(/80, 443, 8080 and 8443.*PAGE_PORTS/) as string,
      });
      expect(dialled).toEqual([]);
    },
  );
});

describe('a redirect to another port', () => {
  const start = async () => {
    const sites = await startSites({
      'inward.com': ({ url }, response) =>
        url === '/robots.txt'
          ? response.writeHead(404).end()
          : response.writeHead(302, { location: 'http://inward.com:6379/' }).end(),
    });
    return { sites, net: restrictToWebPorts(sites.net), url: 'http://inward.com/' };
  };

  test('is refused by Scrapfly with the allowed ports', async () => {
    const { sites, net, url } = await start();
    await using _closing = sites;

    const { error } = await scrapePage({ url, format: 'raw' }, { net });

    expect(error).toMatchObject({ code: 'ERR::SCRAPE::DOMAIN_NOT_ALLOWED', retryable: false });
    expect(error?.message).toMatch(/port.*80, 443, 8080 and 8443/);
    expect(sites.dialled).toEqual(['inward.com:80']);
  });

  test('is refused by ScrapeNest with the allowed ports', async () => {
    const { sites, net, url } = await start();
    await using _closing = sites;
    const { signal } = new AbortController();

    await expect(fetchFinalPage(new URL(url), { net, signal })).rejects.toThrow(
      /^The address has a port that is not allowed\. .*80, 443, 8080 and 8443/,
    );
    expect(sites.dialled).toEqual(['inward.com:80']);
  });

  test('is not followed by the crawler', async () => {
    const { sites, net, url } = await start();
    await using _closing = sites;

    expect((await createCrawler({ net }).crawl(url)).pages).toEqual([]);
    expect(new Set(sites.dialled)).toEqual(new Set(['inward.com:80']));
  });
});
