import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SettingError, readConfig, startServer, type ServerConfig } from '../../src/index.ts';
import { createLiveNet } from '../../src/net/live.ts';
import type { Net } from '../../src/net/net.ts';
import { pages, startSites, type Sites } from '../leads/crawl/start-sites.ts';
import { startService, type Asked, type Reply, type Service } from '../leads/sources/start-service.ts';
import { createApi, type Api } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';
import { ADMIN_TOKEN } from '../support/test-server.ts';
import { createPgliteDatabase } from '../support/test-database.ts';

const harbor = 'harbordental.com';

/** Reaches websites on loopback, no mail host, and no private address. */
const internet = (sites: Sites): Net => {
  const live = createLiveNet();
  return {
    ...sites.net,
    resolveMx: (domain) => Promise.resolve([{ exchange: `mx.${domain}`, priority: 10 }]),
    connect: async (host, port, signal) => {
      if (host === '127.0.0.1') return await live.connect(host, port, signal);
      if (port === 25) throw Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' });
      return await sites.net.connect(host, port, signal);
    },
  };
};

interface LiveServer extends AsyncDisposable {
  readonly url: string;
  readonly api: Api;
  readonly admin: Api;
  readonly service: Service;
  /** Sets the answers of the source's services from now on. */
  answer(answer: (asked: Asked) => Reply): void;
}

async function start(settings: Partial<ServerConfig>): Promise<LiveServer> {
  await using opened = new AsyncDisposableStack();
  let current: (asked: Asked) => Reply = () => ({ status: 500, body: '' });
  const sites = opened.use(
    await startSites({
      [harbor]: pages({ '/': '<a href="/contact">Contact</a>', '/contact': `<p>desk@${harbor}</p>` }),
    }),
  );
  const service = opened.use(await startService((asked) => current(asked)));
  const database = await createPgliteDatabase();
  opened.defer(async () => await database.drop());
  const urls = {
    nominatimUrl: service.url,
    overpassUrl: `${service.url}/api/interpreter`,
    googlePlacesUrl: service.url,
  };
  const config = { ...database.settings, ...urls, port: 0, adminToken: ADMIN_TOKEN, logLevel: 'silent' };
  const server = await startServer({ ...config, ...settings }, { net: internet(sites) });
  opened.defer(async () => await server.close());
  const { url } = server;
  const admin = createApi(`${url}/admin`, ADMIN_TOKEN);
  const { body } = await admin.post('/accounts', { email: 'a@example.com', password: 'x', balance: 10 });
  const running = opened.move();
  return {
    url,
    api: createApi(`${url}/api/v1`, body.api_key),
    admin,
    service,
    answer: (answer) => (current = answer),
    [Symbol.asyncDispose]: async () => await running.disposeAsync(),
  };
}

const dentist = {
  type: 'node',
  id: 1,
  lat: 30.2,
  lon: -97.7,
  tags: {
    name: 'Harbor Dental',
    website: `http://${harbor}/`,
    email: 'harbor@gmail.com',
    'addr:housenumber': '1',
    'addr:street': 'Main St',
  },
};

describe('a server with SOURCE=openstreetmap', () => {
  const source = 'openstreetmap';
  let server: LiveServer;
  beforeAll(async () => {
    server = await start({ source, osmContact: 'ops@example.com' });
  });
  afterAll(async () => await server[Symbol.asyncDispose]());
  const overpass = (...elements: object[]): Reply => ({ body: { version: 0.6, elements } });

  test('C105: finds businesses in OpenStreetMap and their addresses on their websites', async () => {
    const { api, service } = server;
    server.answer(() => overpass(dentist));

    const id = await api.scrape('dentists');
    const ended = await api.ended(id);
    const results = await api.get(`/scrape/jobs/${id}/results`);

    expect(ended).toMatchObject({ status: 'completed', credits_used: 0.015 });
    expect(results.body.results).toEqual([
      {
        place_id: 'osm:n1',
        name: 'Harbor Dental',
        address: '1 Main St',
        phone: '',
        website: `http://${harbor}/`,
        rating: '',
        reviews_count: '',
        lat: 30.2,
        lng: -97.7,
        category: 'Dentist',
        emails_found: `desk@${harbor};harbor@gmail.com`,
      },
    ]);
    expect(results.headers.get('x-data-attribution')).toMatch(/OpenStreetMap contributors, ODbL/);
    expect(service.asked[0]?.headers['user-agent']).toMatch(
      /^scrapekit-reference-server\/\d\S* \(\+ops@example\.com\)$/,
    );
  });

  test('fails a job with the reason when neither the gazetteer nor Nominatim knows the place', async () => {
    const { api } = server;
    server.answer(({ path }) => (path.startsWith('/search') ? { body: [] } : overpass(dentist)));

    const ended = await api.ended(await api.scrape('dentists', { location: 'Zzyzzyx' }));

    expect(ended).toMatchObject({
      status: 'failed',
      error: expect.stringContaining('"Zzyzzyx" was not found'),
    });
  });

  test('C147: reports on the health route and in the verdicts that mail servers cannot be reached', async () => {
    const ready = await eventually(
      async () => await createApi(server.url, '').get('/readyz'),
      ({ body }) => body.mail_port !== 'checking',
    );
    const verdict = await server.api.post('/verify/email', { email: `desk@${harbor}` });

    expect(ready.body).toEqual({ status: 'ready', source, mail_port: 'blocked' });
    expect(verdict.body).toMatchObject({
      status: 'unknown',
      reason: 'port 25 is blocked on this network',
      credits_used: 0,
    });
  });

  test('answers 409 to an attempt to change the simulated internet', async () => {
    const { status, body } = await server.admin.post('/world', { latency_ms: 5 });

    expect([status, body.error.code]).toEqual([409, 'not_simulated']);
  });
});

describe('a server with SOURCE=google-places', () => {
  const settings = {
    source: 'google-places',
    googlePlacesKey: 'AIzaNotReal',
    googlePlacesTerms: 'accepted',
  } as const;
  let server: LiveServer;
  beforeAll(async () => {
    server = await start(settings);
  });
  afterAll(async () => await server[Symbol.asyncDispose]());

  test('finds businesses with the configured key', async () => {
    const place = {
      id: 'ChIJabc',
      displayName: { text: 'Harbor Dental' },
      formattedAddress: '1 Main St',
      websiteUri: `http://${harbor}/`,
      rating: 4.5,
      userRatingCount: 3,
      location: { latitude: 30.2, longitude: -97.7 },
    };
    const { api } = server;
    server.answer(() => ({ body: { places: [place] } }));

    const id = await api.scrape('dentists');
    await api.ended(id);
    const results = await api.get(`/scrape/jobs/${id}/results`);

    expect(results.body.results).toMatchObject([
      { place_id: 'ChIJabc', rating: 4.5, reviews_count: 3, emails_found: `desk@${harbor}` },
    ]);
    expect(results.headers.get('x-data-attribution')).toBe('Google Maps');
  });

  test('C095: fails a job with an error that reports a bad key and does not contain the key', async () => {
    const details = [{ reason: 'API_KEY_INVALID' }];
    server.answer(() => ({
      status: 400,
      body: { error: { code: 400, status: 'INVALID_ARGUMENT', details } },
    }));

    const { api } = server;
    const ended = await api.ended(await api.scrape('dentists'));

    expect(ended.status).toBe('failed');
    expect(ended.error).toMatch(/does not accept this server's key.*API_KEY_INVALID/);
    expect(ended.error).not.toContain('AIza');
  });

  test('does not start without a key and the accepted terms', async () => {
    const config = { ...readConfig({ SOURCE: 'google-places' }), port: 0, logLevel: 'silent' };

    const failure = await startServer(config).catch((error: unknown) => error);

    expect(failure).toBeInstanceOf(SettingError);
    expect((failure as Error).message).toMatch(/GOOGLE_PLACES_KEY.*GOOGLE_PLACES_TERMS=accepted/);
    await expect(startServer({ ...config, googlePlacesKey: 'x' })).rejects.toThrow(
      /^SOURCE=google-places needs more settings\. Set GOOGLE_PLACES_TERMS=accepted/,
    );
  });
});
