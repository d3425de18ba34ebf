import { Resolver } from 'node:dns/promises';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { geocode } from '../../src/leads/geocode.ts';
import { matchNiche } from '../../src/leads/niches.ts';
import { createCrawler } from '../../src/leads/crawl.ts';
import { startWorld, type World } from '../../src/world/index.ts';
import { siteProfile, type SiteProfile } from '../../src/world/site/profile.ts';

const seed = 'world test';
let world: World;
let sites: readonly SiteProfile[];

beforeAll(async () => {
  world = await startWorld({ seed });
  const hosts: string[] = [];
  const search = { niche: matchNiche('restaurants')!, location: geocode('Austin, Texas')!, limit: 800 };
  for await (const { website } of world.source.discover(search)) {
    if (website !== '') hosts.push(new URL(website).hostname.replace(/^www\./, ''));
  }
  sites = hosts.map((host) => siteProfile(seed, host)!);
});

afterAll(() => world.close());

const one = (behaviour: SiteProfile['behaviour']): SiteProfile =>
  sites.find((site) => site.behaviour === behaviour)!;

describe('the name server of the simulated internet', () => {
  test('resolves the websites of its businesses', async () => {
    const { domain } = one('normal');

    expect(await world.net.resolve4(domain)).toEqual(['127.0.0.1']);
    expect(await world.net.resolve4(`www.${domain}`)).toEqual(['127.0.0.1']);
    expect(await world.net.resolveMx(domain)).toEqual([{ exchange: `mail.${domain}`, priority: 10 }]);
  });

  test('resolves no other names', async () => {
    const { domain } = one('normal');

    for (const name of [
      'example.com',
      'localhost',
      'harbor.test',
      `x${domain}`,
      `ftp.${domain}`,
      one('expired').domain,
    ]) {
      await expect(world.net.resolve4(name)).rejects.toMatchObject({ code: 'ENOTFOUND' });
      await expect(world.net.resolveMx(name)).rejects.toMatchObject({ code: 'ENOTFOUND' });
    }
    await expect(world.net.resolve6(domain)).rejects.toMatchObject({ code: 'ENODATA' });
    await expect(world.net.resolveMx(`www.${domain}`)).rejects.toMatchObject({ code: 'ENODATA' });
  });

  test('ignores the case of letters', async () => {
    expect(await world.net.resolve4(one('normal').domain.toUpperCase())).toEqual(['127.0.0.1']);
  });

  test('has other domains under another seed', () => {
    expect(siteProfile('another seed', one('normal').domain)).toBeNull();
  });
});

describe('the websites of the simulated internet', () => {
  const crawl = (site: SiteProfile, host = site.domain) =>
    createCrawler({ net: world.net, allowTestTlds: true }).crawl(`http://${host}/`);

  test('show exactly the addresses of their businesses, in every style', async () => {
    const styles = new Set<string>();
    for (const site of sites.filter(({ behaviour }) => behaviour === 'normal').slice(0, 120)) {
      const { emails, suspectedTraps } = await crawl(site);

      expect([...emails].sort()).toEqual(site.printed.map(({ email }) => email).sort());
      expect(suspectedTraps).toEqual(site.trap === null ? [] : [site.trap]);
      for (const { style } of site.printed) styles.add(style);
    }
    expect(styles.size).toBe(20);
  });

  test('redirect, move pages and forbid robots', async () => {
    expect((await crawl(one('www-only'))).pages[0]).toBe(`http://www.${one('www-only').domain}/`);
    expect((await crawl(one('moved'))).pages[0]).toBe(`http://${one('moved').domain}/welcome`);
    for (const behaviour of ['closed-to-robots', 'server-error', 'refused', 'expired'] as const) {
      expect((await crawl(one(behaviour))).pages).toEqual([]);
    }
    expect(world.counters.robotsViolations).toBe(0);
  });

  test('refuse connections on other ports and unknown hosts', async () => {
    await expect(world.net.connect(one('normal').domain, 8080)).rejects.toMatchObject({
      code: 'ECONNREFUSED',
    });
    await expect(world.net.connect('example.com', 80)).rejects.toMatchObject({ code: 'ENOTFOUND' });
  });

  test('are reachable on loopback only', async () => {
    const socket = await world.net.connect(one('normal').domain, 80);

    expect(socket.remoteAddress).toBe('127.0.0.1');
    socket.destroy();
  });
});

describe('the controls of the simulated internet', () => {
  test('delay each answer by the latency, on the clock of the simulated internet', async () => {
    const slept: number[] = [];
    const clock = { now: () => 0, sleep: (ms: number) => Promise.resolve(void slept.push(ms)) };
    const slow = await startWorld({ seed, clock, latencyMs: 50 });

    await slow.net.resolve4(one('normal').domain);
    slow.setLatency(20);
    await slow.net.resolve4(one('normal').domain);
    await slow.close();

    expect(slept).toEqual([50, 20]);
  });

  test('let the name server and the websites fail', async () => {
    const faulty = await startWorld({ seed });
    const { domain } = one('normal');
    const crawler = createCrawler({ net: faulty.net, allowTestTlds: true });

    faulty.setFaults({ dnsServfail: 1 });
    await expect(faulty.net.resolve4(domain)).rejects.toMatchObject({ code: 'ESERVFAIL' });
    faulty.setFaults({ httpError: 1 });
    expect((await crawler.crawl(`http://${domain}/`)).pages).toEqual([]);
    faulty.setFaults({ httpReset: 1 });
    expect((await crawler.crawl(`http://${domain}/`)).pages).toEqual([]);
    faulty.setFaults({});
    expect((await crawler.crawl(`http://${domain}/`)).pages).not.toEqual([]);
    await faulty.close();
  });

  test('count queries, requests and connections', async () => {
    const counted = await startWorld({ seed });
    await createCrawler({ net: counted.net, allowTestTlds: true }).crawl(`http://${one('refused').domain}/`);

    expect(counted.counters).toMatchObject({
      dnsQueries: 1,
      httpRequests: 0,
      robotsViolations: 0,
      refusedConnections: 1,
    });
    await counted.close();
  });
});

describe('a closed simulated internet', () => {
  test('closes its connections and resolves no names', async () => {
    const gone = await startWorld({ seed });
    const open = await gone.net.connect(one('normal').domain, 80);
    const closed = once(open, 'close');
    await gone.close();

    await closed;
    const resolver = new Resolver({ timeout: 100, tries: 1 });
    resolver.setServers([`127.0.0.1:${gone.addresses.dns.port}`]);
    await expect(resolver.resolve4(one('normal').domain)).rejects.toThrow();
  });
});
