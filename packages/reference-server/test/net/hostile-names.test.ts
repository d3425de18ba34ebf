import { createClient, providers, type Client } from '@scrapekit/core';
import { undiciTransport } from '@scrapekit/core/undici';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startServer, type RunningServer } from '../../src/index.ts';
import { startService } from '../leads/sources/start-service.ts';
import { impatientClock } from '../providers/matchkraft/simulated-websites.ts';
import { accountAt } from '../providers/scrapenest/start-scrapenest.ts';
import { createApi } from '../support/api.ts';
import { ADMIN_TOKEN } from '../support/test-server.ts';
import { createPgliteDatabase } from '../support/test-database.ts';
import { BOMB, GOOD, hostileNames, startHostileInternet } from './start-hostile-internet.ts';

const hosts = [...hostileNames, BOMB, GOOD];
const websites = hosts.map((host) => `http://${host}/`);
const emails = [...hostileNames, GOOD].map((host) => `desk@${host}`);

const business = (host: string, index: number): object => ({
  type: 'node',
  id: index,
  lat: 30.2,
  lon: -97.7 + index / 100,
  tags: { name: `Harbor Dental ${index}`, amenity: 'dentist', website: `http://${host}/` },
});

// The client does not type its rows.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Row = any;

describe('a live server whose jobs name hosts that do not resolve, stay silent, reset or have thousands of records', () => {
  const opened = new AsyncDisposableStack();
  const rejections: unknown[] = [];
  const keep = (reason: unknown): void => void rejections.push(reason);
  let server: RunningServer;
  let apiKey: string;

  beforeAll(async () => {
    process.on('unhandledRejection', keep).on('uncaughtException', keep);
    const { net } = opened.use(await startHostileInternet());
    const overpass = opened.use(
      await startService(() => ({ body: { version: 0.6, elements: hosts.map(business) } })),
    );
    const database = await createPgliteDatabase();
    opened.defer(async () => await database.drop());
    server = await startServer(
      {
        ...database.settings,
        port: 0,
        adminToken: ADMIN_TOKEN,
        logLevel: 'silent',
        source: 'openstreetmap',
        overpassUrl: `${overpass.url}/api/interpreter`,
        osmContact: 'ops@example.com',
      },
      { net },
    );
    opened.defer(async () => await server.close());
    const account = { email: 'a@example.com', password: 'x', balance: 10 };
    apiKey = (await createApi(`${server.url}/admin`, ADMIN_TOKEN).post('/accounts', account)).body.api_key;
  });
  afterEach(async () => {
    expect((await createApi(server.url, '').get('/healthz')).status).toBe(200);
    expect(rejections).toEqual([]);
  });
  afterAll(async () => {
    await opened.disposeAsync();
    process.off('unhandledRejection', keep).off('uncaughtException', keep);
  });

  const clientOf = (provider: keyof typeof providers): Client =>
    createClient(providers[provider], {
      transport: undiciTransport(),
      clock: impatientClock,
      credentials: { apiKey },
      baseUrl: provider === 'scrapekit' ? server.url : `${server.url}/${provider}`,
    });
  const run = async (client: Client, operation: string, input: object): Promise<readonly Row[]> => {
    const job = await client.wait(await client.create(operation, input));
    expect(job).toMatchObject({ status: 'completed' });
    return await Array.fromAsync(client.results(job));
  };

  test('ScrapeKit: a scrape has a row for every business and the addresses of the good website', async () => {
    const rows = await run(clientOf('scrapekit'), 'scrape', {
      query: 'dentists',
      location: 'Austin, Texas',
      max_leads: 100,
    });

    expect(Object.fromEntries(rows.map((row: Row) => [row.website, row.emails_found]))).toEqual(
      Object.fromEntries(
        websites.map((website) => [website, website.includes(GOOD) ? [`desk@${GOOD}`] : []]),
      ),
    );
  });

  test('C147: ScrapeKit: a verification of a list has a verdict with a reason for every address', async () => {
    const rows = await run(clientOf('scrapekit'), 'verify', { emails });

    expect(rows.map(({ email, status, reason }: Row) => `${email} ${status} ${reason}`)).toEqual([
      'desk@gone.com invalid domain does not exist',
      'desk@mute.com unknown dns failure',
      'desk@broken.com unknown dns failure',
      'desk@reset.com unknown smtp unreachable',
      'desk@crowd.com unknown smtp unreachable',
      `desk@${GOOD} invalid domain does not exist`,
    ]);
  });

  test('M02: MatchKraft: a domain scan has a row with a reason for every website', async () => {
    const rows = await run(clientOf('matchkraft'), 'domainScan', { records: websites });

    expect(rows.map(({ website, reason }: Row) => `${website} ${reason}`)).toEqual(
      websites.map((website) =>
        website.includes(GOOD)
          ? `${website} null`
          : `${website} ${website.includes(BOMB) ? 'no addresses on the website' : 'website cannot be read'}`,
      ),
    );
  });

  test('S09: Scrupp: a company task has a row with a reason for every website', async () => {
    const rows = await run(clientOf('scrupp'), 'companies', { items: websites });

    expect(rows.map(({ item, found, reason }: Row) => [item, found, reason])).toEqual(
      websites.map((website) =>
        website.includes(GOOD) || website.includes(BOMB)
          ? [website, true, null]
          : [website, false, 'The website could not be read.'],
      ),
    );
  });

  test.each([
    ['gone.com', 'ERR::SCRAPE::DNS_NAME_NOT_RESOLVED'],
    ['mute.com', 'ERR::SCRAPE::DNS_NAME_NOT_RESOLVED'],
    ['broken.com', 'ERR::SCRAPE::DNS_NAME_NOT_RESOLVED'],
    ['reset.com', 'ERR::SCRAPE::NETWORK_SERVER_DISCONNECTED'],
    ['crowd.com', 'ERR::SCRAPE::DOMAIN_NOT_ALLOWED'],
    [`${GOOD}:22`, 'ERR::SCRAPE::DOMAIN_NOT_ALLOWED'],
    [BOMB, undefined],
  ])('F24: Scrapfly: a scrape of %s has the error code %s', async (host, code) => {
    const page = `url=${encodeURIComponent(`http://${host}/`)}&format=text&key=${apiKey}`;

    const { body } = await createApi(`${server.url}/scrapfly`, '').get(`/scrape?${page}`);

    expect(body.result.error?.code).toBe(code);
  });

  test.each([
    ['gone.com', 'The host does not exist.'],
    ['mute.com', 'The host could not be looked up, because its name servers gave no answer.'],
    ['broken.com', 'The host could not be looked up, because its name servers gave no answer.'],
    [
      'reset.com',
      expect.stringMatching(/^The connection to the host failed \((?:ECONNRESET|UND_ERR_SOCKET)\)\.$/),
    ],
    ['crowd.com', 'The host is not on the public internet.'],
    [
      `${GOOD}:22`,
      expect.stringMatching(/^The address has a port that is not allowed\. .* 80, 443, 8080 and 8443/),
    ],
    [BOMB, null],
  ])('N02: ScrapeNest: a job for %s ends with a reason', async (host, reason) => {
    const account = accountAt(`${server.url}/scrapenest/api/v1`, { id: '', key: apiKey });

    const job = await account.ended(await account.scrape(`http://${host}/`));

    expect([job.status, job.failure_reason]).toEqual([reason === null ? 'succeeded' : 'failed', reason]);
  });
});
