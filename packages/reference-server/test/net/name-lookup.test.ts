import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createHostsFile,
  createNameLookup,
  createPublicLookup,
  createResolver,
} from '@scrapekit/guarded-http';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { startNameServer, type NameServer, type Records } from './start-name-server.ts';

const zone: Readonly<Record<string, Records>> = {
  'shop.com': { A: ['8.8.8.8', '8.8.4.4'], AAAA: ['2606:4700::1111'] },
  'four.com': { A: ['8.8.8.8'] },
  'six.com': { AAAA: ['2606:4700::1111'] },
  'mail-only.com': {},
  'gone.com': 'NXDOMAIN',
  'broken.com': 'SERVFAIL',
  'crowd.com': { A: Array.from({ length: 2_000 }, (_, index) => `8.8.${index >> 8}.${index & 255}`) },
};

let server: NameServer;
beforeAll(async () => {
  server = await startNameServer((name) => zone[name] ?? 'silence');
});
afterAll(async () => await server[Symbol.asyncDispose]());

const lookUp = (host: string, budgetMs = 60_000) =>
  createNameLookup({ resolver: createResolver([server.address]), budgetMs, hostsFile: () => [] })(host);
const addressesOf = async (host: string) => (await lookUp(host)).map(({ address }) => address);

describe('the look-up of a name', () => {
  test.each([
    ['shop.com', ['8.8.8.8', '8.8.4.4', '2606:4700::1111']],
    ['SHOP.com.', ['8.8.8.8', '8.8.4.4', '2606:4700::1111']],
    ['four.com', ['8.8.8.8']],
    ['six.com', ['2606:4700::1111']],
  ])('of %s returns the addresses of both families, IPv4 first', async (host, addresses) => {
    expect(await addressesOf(host)).toEqual(addresses);
  });

  test.each([
    ['gone.com', 'ENOTFOUND'],
    ['mail-only.com', 'ENOTFOUND'],
    ['broken.com', 'ESERVFAIL'],
  ])('of %s fails with %s', async (host, code) => {
    await expect(lookUp(host)).rejects.toMatchObject({
      code,
      message: expect.stringContaining(host) as string,
    });
  });

  test('ends with ETIMEOUT at the end of its budget when no name server answers', async () => {
    await expect(lookUp('mute.com', 100)).rejects.toMatchObject({ code: 'ETIMEOUT' });
  });

  test('fails with ESERVFAIL when there is no name server', async () => {
    const resolver = createResolver(['127.0.0.1:1']);

    await expect(createNameLookup({ resolver })('shop.com')).rejects.toMatchObject({ code: 'ESERVFAIL' });
  });

  test('is not delayed by many names with silent name servers', async () => {
    const patient = createNameLookup({ resolver: createResolver([server.address]), budgetMs: 2_000 });
    let isDelayed = true;
    const silent = Array.from({ length: 32 }, async (_, index) => {
      await patient(`mute-${index}.com`).catch(() => undefined);
      return isDelayed;
    });

    expect(await patient('four.com')).toEqual([{ address: '8.8.8.8', family: 4 }]);
    isDelayed = false;

    expect(await Promise.all(silent)).not.toContain(true);
  });

  test.each([
    ['localhost', ['127.0.0.1', '::1']],
    ['db.localhost', ['127.0.0.1', '::1']],
    ['127.1', ['127.0.0.1']],
    ['0x7f000001', ['127.0.0.1']],
    ['2130706433', ['127.0.0.1']],
    ['0', ['0.0.0.0']],
    ['::1', ['::1']],
    ['8.8.8.8', ['8.8.8.8']],
  ])('of %s asks no name server', async (host, addresses) => {
    const before = server.questions.length;

    expect(await addressesOf(host)).toEqual(addresses);
    expect(server.questions).toHaveLength(before);
  });

  test.each(['', 'nobody.invalid', 'a b', 'four.com\0.shop.com', 'x\r\nDATA', `${'a.'.repeat(500_000)}com`])(
    'of a text that no host can have as its name asks no name server: %j',
    async (host) => {
      const before = server.questions.length;

      await expect(lookUp(host)).rejects.toMatchObject({ code: 'ENOTFOUND' });
      expect(server.questions).toHaveLength(before);
    },
  );
});

describe('a look-up of which one family is silent', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const four = '8.8.8.8';
  const six = '2606:4700::1111';
  const start = async (answers: { four: Promise<string[]>; six: Promise<string[]> }, waitMs: number) => {
    const resolver = { resolve4: () => answers.four, resolve6: () => answers.six };
    let found: readonly string[] | undefined;
    void createNameLookup({ resolver, hostsFile: () => [] })('shop.com').then((addresses) => {
      found = addresses.map(({ address }) => address);
    });
    await vi.advanceTimersByTimeAsync(waitMs);
    return () => found;
  };
  const silent = new Promise<string[]>(() => undefined);

  test('waits 50 ms for IPv6 after IPv4', async () => {
    const answers = { four: Promise.resolve([four]), six: silent };

    expect((await start(answers, 49))()).toBeUndefined();
    expect((await start(answers, 50))()).toEqual([four]);
  });

  test('waits a second for IPv4 after IPv6', async () => {
    const late = Promise.withResolvers<string[]>();

    expect((await start({ four: silent, six: Promise.resolve([six]) }, 1_000))()).toEqual([six]);
    const found = await start({ four: late.promise, six: Promise.resolve([six]) }, 999);
    late.resolve([four]);
    await vi.advanceTimersByTimeAsync(0);
    expect(found()).toEqual([four, six]);
  });
});

describe('the look-up for sockets', () => {
  const ask = (host: string): Promise<unknown> =>
    new Promise((resolve, reject) => {
      createPublicLookup(lookUp)(host, { all: true }, (error, found) => {
        if (error === null) resolve(found);
        else reject(error);
      });
    });

  test('returns at most eight of two thousand addresses', async () => {
    expect(await ask('crowd.com')).toHaveLength(8);
  });

  test('fails when one of two thousand addresses is private, also behind the eight', async () => {
    const crowd = await lookUp('crowd.com');
    const lookUpWithPrivate = () => Promise.resolve([...crowd, { address: '10.0.0.1', family: 4 }]);

    const failure = await new Promise((resolve) =>
      createPublicLookup(lookUpWithPrivate)('crowd.com', {}, (error) => resolve(error)),
    );

    expect(failure).toMatchObject({ code: 'EBLOCKED' });
  });
});

describe('the hosts file', () => {
  test('is asked before the name servers, and read again after a change', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'scrapekit-hosts-'));
    const path = join(folder, 'hosts');
    await writeFile(path, '# names\n10.0.0.7\tmaps Maps.internal # ours\n::7 maps\nnonsense maps\n');
    const hostsFile = createHostsFile(path);
    const find = createNameLookup({ resolver: createResolver([server.address]), hostsFile });

    expect((await find('MAPS')).map(({ address }) => address)).toEqual(['10.0.0.7', '::7']);
    expect(hostsFile('maps.internal')).toEqual(['10.0.0.7']);

    await writeFile(path, '10.0.0.8 maps\n');
    await utimes(path, 1, 1);
    expect(hostsFile('maps')).toEqual(['10.0.0.8']);

    await rm(folder, { recursive: true });
    expect(hostsFile('maps')).toEqual([]);
  });
});
