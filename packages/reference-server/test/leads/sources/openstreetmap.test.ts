import { FakeClock } from '@scrapekit/core/testing';
import { describe, expect, test } from 'vitest';
import { geocode } from '../../../src/leads/geocode.ts';
import type { Location } from '../../../src/leads/location.ts';
import { matchNiche } from '../../../src/leads/niches.ts';
import type { Place } from '../../../src/leads/source.ts';
import { createNominatim } from '../../../src/leads/sources/nominatim.ts';
import { createOpenStreetMapSource } from '../../../src/leads/sources/openstreetmap.ts';
import { createOverpass } from '../../../src/leads/sources/overpass.ts';
import { startService, type Asked, type Reply, type Service } from './start-service.ts';

interface Element {
  readonly type?: 'node' | 'way' | 'relation';
  readonly id?: number;
  readonly lat?: number;
  readonly lon?: number;
  readonly center?: { readonly lat: number; readonly lon: number };
  readonly tags?: Readonly<Record<string, string>>;
}

/** Austin in the built-in gazetteer. */
const [lat, lon] = [30.26715, -97.74306];
const node = (id: number, tags: Element['tags'], more: Element = {}): Element => ({
  type: 'node',
  id,
  lat,
  lon,
  ...more,
  tags: { amenity: 'dentist', ...tags },
});

const queryOf = ({ body }: Asked): string => new URLSearchParams(body).get('data') ?? '';
const elements = (...list: readonly Element[]): Reply => ({ body: { version: 0.6, elements: list } });

const texas = [
  {
    osm_type: 'relation',
    osm_id: 114690,
    lat: '31.2',
    lon: '-99.3',
    display_name: 'Texas, United States',
    addresstype: 'state',
  },
];

/** One loopback server answers as Nominatim under `/search` and as Overpass under `/api`. */
async function startOsm(overpass: (asked: Asked, index: number) => Reply, nominatim: unknown = []) {
  let queries = 0;
  return await startService((asked) =>
    asked.path.startsWith('/search') ? { body: nominatim } : overpass(asked, queries++),
  );
}

interface SearchOptions {
  readonly where?: string;
  readonly limit?: number;
}

function sourceAt({ url, sender }: Service) {
  const service = { sender, clock: new FakeClock(), userAgent: 'scrapekit/1.0 (+x)' };
  return createOpenStreetMapSource({
    nominatim: createNominatim({ ...service, url }),
    overpass: createOverpass({ ...service, url: `${url}/api/interpreter` }),
  });
}

async function search(service: Service, options: SearchOptions = {}): Promise<Place[]> {
  const { where = 'Austin, Texas', limit = 100 } = options;
  const niche = matchNiche('dentists');
  const location: Location | null = geocode(where);
  if (niche === null || location === null) throw new Error('the test names an unknown niche or place');
  return await Array.fromAsync(sourceAt(service).discover({ niche, location, limit }));
}

const far = (km: number): Element => ({ lat: lat + km / 111.2 });

describe('the OpenStreetMap source', () => {
  test('C105, C106: converts tags to a place', async () => {
    await using osm = await startOsm(() =>
      elements(
        node(7, {
          name: 'Harbor Dental',
          'addr:housenumber': '12',
          'addr:street': 'Main St',
          'addr:city': 'Austin',
          'addr:state': 'TX',
          'addr:postcode': '78701',
          'contact:phone': '+1 512 555 0142; +1 512 555 0143',
          website: 'harbordental.com',
          email: 'Info@HarborDental.com;desk@harbordental.com',
          'contact:email': 'info@harbordental.com, not an address',
        }),
      ),
    );

    expect(await search(osm)).toEqual([
      {
        placeId: 'osm:n7',
        name: 'Harbor Dental',
        address: '12 Main St, Austin, TX 78701',
        phone: '+1 512 555 0142',
        website: 'http://harbordental.com/',
        rating: null,
        reviewsCount: null,
        lat,
        lng: lon,
        category: 'Dentist',
        emails: ['info@harbordental.com', 'desk@harbordental.com'],
      },
    ]);
  });

  test('C105: uses the name of the town as the address of a place without one', async () => {
    await using osm = await startOsm(() => elements(node(1, { name: 'A', website: 'javascript:alert(1)' })));

    expect(await search(osm)).toMatchObject([
      { address: 'Austin, Texas, United States', phone: '', website: '', emails: [] },
    ]);
  });

  test('uses the centre of ways and relations, and leaves out elements without a name or position and closed businesses', async () => {
    const center = { lat: 30.3, lon: -97.7 };
    const shape = { lat: undefined, lon: undefined } as unknown as Element;
    await using osm = await startOsm(() =>
      elements(
        node(1, { name: 'Way' }, { ...shape, type: 'way', center }),
        node(2, { name: 'Relation' }, { ...shape, type: 'relation', center }),
        node(3, { name: ' ' }),
        node(4, { name: 'Nowhere' }, shape),
        node(5, { name: 'Shut', opening_hours: 'closed' }),
      ),
    );

    expect(await search(osm)).toMatchObject([
      { placeId: 'osm:r2', name: 'Relation', lat: 30.3, lng: -97.7 },
      { placeId: 'osm:w1', name: 'Way', lat: 30.3, lng: -97.7 },
    ]);
  });

  test('lists the nearest first, up to the limit', async () => {
    await using osm = await startOsm(() =>
      elements(
        node(1, { name: 'Far' }, far(3)),
        node(2, { name: 'Near' }, far(1)),
        node(3, { name: 'Middle' }, far(2)),
      ),
    );

    const names = (await search(osm, { limit: 2 })).map(({ name }) => name);

    expect(names).toEqual(['Near', 'Middle']);
  });

  test('C110: lists a business once that is mapped as a point and as a building', async () => {
    const center = { lat: lat + 0.0003, lon };
    const building = { type: 'way', lat: undefined, lon: undefined, center } as unknown as Element;
    await using osm = await startOsm(() =>
      elements(
        node(1, { name: 'Harbor Dental', phone: '(512) 555-0142' }),
        node(
          2,
          {
            name: 'HARBOR DENTAL',
            phone: '+1 512 555 0142',
            website: 'https://harbordental.com/',
            email: 'a@harbordental.com',
          },
          building,
        ),
        node(3, { name: 'Harbor Dental' }, far(2)),
      ),
    );

    expect(await search(osm)).toMatchObject([
      { placeId: 'osm:w2', website: 'https://harbordental.com/', emails: ['a@harbordental.com'] },
      { placeId: 'osm:n3' },
    ]);
  });

  test('lists branches of one name with different house or phone numbers separately', async () => {
    const address = (number: string) => ({ 'addr:street': 'Main St', 'addr:housenumber': number });
    await using osm = await startOsm(() =>
      elements(
        node(1, { name: 'Bright Smile', ...address('12') }),
        node(2, { name: 'Bright Smile', ...address('40') }, far(0.1)),
        node(3, { name: 'Smile Two', phone: '+1 512 555 0142' }),
        node(4, { name: 'Smile Two', phone: '+1 512 555 0199' }, far(0.1)),
      ),
    );

    expect(await search(osm)).toHaveLength(4);
  });

  test('queries a circle around a city without a request to Nominatim', async () => {
    await using osm = await startOsm(() => elements());

    await search(osm);

    expect(osm.asked).toHaveLength(1);
    expect(osm.asked.map(queryOf)[0]).toMatch(
      /nwr\["amenity"="dentist"\]\["name"\]\(around:\d+,30\.26715,-97\.74306\)/,
    );
  });

  test('queries within the boundary of a district, region or country', async () => {
    await using osm = await startOsm(() => elements(), texas);

    await search(osm, { where: 'Texas' });

    expect(osm.asked.map(({ path }) => path.split('&')[0])).toEqual([
      '/search?q=Texas%2C+United+States',
      '/api/interpreter',
    ]);
    expect(osm.asked.map(queryOf)[1]).toContain('area(3600114690)->.place;');
  });

  test('finds a location that the gazetteer does not know, with its boundary', async () => {
    await using osm = await startOsm(
      () => elements(node(1, { name: 'A' })),
      [{ ...texas[0], osm_id: 42, addresstype: 'suburb', display_name: 'Zilker, Austin' }],
    );
    const source = sourceAt(osm);
    const niche = matchNiche('dentists');

    const location = await source.locate?.('Zilker');
    if (location == null || niche === null) throw new Error('Nothing was found.');
    const places = await Array.fromAsync(source.discover({ niche, location, limit: 5 }));

    expect(location.label).toBe('Zilker, Austin');
    expect(osm.asked.map(queryOf).at(-1)).toContain('area(3600000042)->.place;');
    expect(places).toMatchObject([{ address: 'Zilker, Austin' }]);
  });

  test('queries a smaller circle when an answer reaches its limit', async () => {
    const many = Array.from({ length: 500 }, (_, index) =>
      node(index + 10, { name: `N${index}` }, far(8 + index / 1000)),
    );
    await using osm = await startOsm((_asked, index) =>
      index === 0 ? elements(...many) : elements(node(1, { name: 'Nearest' })),
    );

    const [first, second] = await search(osm, { limit: 2 });

    const radii = osm.asked.map((asked) => Number(/around:(\d+)/.exec(queryOf(asked))?.[1]));
    expect(radii).toHaveLength(2);
    expect(radii[1]).toBe(Math.round((radii[0] ?? 0) / 2));
    expect([first?.name, second?.name]).toEqual(['Nearest', 'N0']);
  });

  test('queries smaller circles when the server runs out of time, and keeps the elements found before', async () => {
    const remark = 'runtime error: Query timed out in "query" at line 2 after 61 seconds.';
    await using osm = await startOsm((_asked, index) =>
      index === 0
        ? { body: { elements: [node(1, { name: 'Outer' }, far(9))], remark } }
        : elements(node(2, { name: 'Inner' })),
    );

    expect((await search(osm)).map(({ name }) => name)).toEqual(['Inner', 'Outer']);
  });

  test('suggests a smaller place when no query completes', async () => {
    const remark = 'runtime error: Query run out of memory in "query" at line 2 using about 512 MB of RAM.';
    await using osm = await startOsm(() => ({ body: { elements: [], remark } }), texas);

    await expect(search(osm, { where: 'Texas' })).rejects.toMatchObject({
      name: 'SourceRefusedError',
      message: expect.stringContaining('Search a smaller place') as string,
    });
    expect(osm.asked.length).toBeLessThanOrEqual(6);
  });

  test('credits the contributors', async () => {
    await using osm = await startOsm(() => elements());

    expect(sourceAt(osm).attribution).toMatch(/OpenStreetMap contributors.*openstreetmap\.org\/copyright/);
  });
});
