import { describe, expect, test } from 'vitest';
import { geocode } from '../../src/leads/geocode.ts';
import { distanceKm } from '../../src/leads/gazetteer/distance.ts';
import { matchNiche, nicheFromWords } from '../../src/leads/niches.ts';
import type { Place } from '../../src/leads/source.ts';
import { createSimulatedSource } from '../../src/world/source.ts';

async function search(query: string, where: string, limit = 10_000, seed = 'test'): Promise<Place[]> {
  const niche = matchNiche(query) ?? nicheFromWords(query);
  const location = geocode(where);
  if (niche === null || location === null) throw new Error('the test names an unknown niche or place');
  const places: Place[] = [];
  for await (const place of createSimulatedSource(seed).discover({ niche, location, limit }))
    places.push(place);
  return places;
}

describe('the simulated source', () => {
  test('finds the same places in every run', async () => {
    expect(await search('dentists', 'Austin, Texas', 50)).toEqual(
      await search('dentists', 'Austin, Texas', 50),
    );
  });

  test('finds the same places in every version', async () => {
    const [first] = await search('dentists', 'Austin, Texas', 1);

    expect(first).toEqual({
      placeId: 'ChIJB6Ugn5Ll1m0PlE-nLpw6C8Q',
      name: 'Whitaker Dental Studio',
      address: '387 Garden St, Austin, TX 78702',
      phone: '+1 512 555 8988',
      website: 'http://whitaker-dental-studio-q3bwhu3.test/',
      rating: 5,
      reviewsCount: 173,
      lat: 30.26774,
      lng: -97.74327,
      category: 'Dentist',
      emails: [],
    });
  });

  test('finds places of every town within a distance, the nearest first', async () => {
    const centre = { lat: 30.26715, lng: -97.74306 };
    const away = (await search('dentists', 'within 15 miles of Austin, TX')).map((place) =>
      distanceKm(centre, place),
    );

    expect(Math.max(...away.slice(0, 50))).toBeLessThan(5);
    expect(away.at(-1)).toBeGreaterThan(20);
    expect(away.at(-1)).toBeLessThan(24.2);
  });

  test('finds places in the cities of an area', async () => {
    const addresses = (await search('dentists', 'Bay Area')).map(({ address }) => address);

    expect(addresses.some((address) => address.includes(', San Francisco, CA'))).toBe(true);
    expect(addresses.some((address) => address.includes(', San Jose, CA'))).toBe(true);
  });

  test('finds other places for another seed, niche or town', async () => {
    const ids = async (...args: Parameters<typeof search>): Promise<string[]> =>
      (await search(...args)).map(({ placeId }) => placeId);
    const known = new Set(await ids('dentists', 'Austin, Texas', 50));
    const others = [
      ...(await ids('dentists', 'Austin, Texas', 50, 'another seed')),
      ...(await ids('plumbers', 'Austin, Texas', 50)),
      ...(await ids('dentists', 'Dallas, Texas', 50)),
    ];

    expect(others.filter((id) => known.has(id))).toEqual([]);
  });

  test.each([
    ['dentists', 'Austin, Texas', 450, 560],
    ['restaurants', 'Tokyo', 5000, 30_000],
    ['dentists', 'El Tarter, Andorra', 2, 8],
    ['unicorn breeders', 'Reykjavik, Iceland', 0, 0],
    ['unicorn breeders', 'Tokyo', 0, 0],
    ['wedding planners', 'Austin, Texas', 10, 120],
  ])('has a realistic number of %s in %s', async (query, where, least, most) => {
    const { length } = await search(query, where, 40_000);

    expect(length).toBeGreaterThanOrEqual(least);
    expect(length).toBeLessThanOrEqual(most);
  });

  test('C105, C106, C107, C110: gives every lead field its documented form', async () => {
    const places = await search('restaurants', 'Austin, Texas');

    for (const place of places) {
      expect(place.placeId).toMatch(/^ChIJ[\w-]{23}$/);
      expect(place.name).not.toBe('');
      expect(place.address).toContain('Austin, TX');
      expect(place.phone).toMatch(/^(?:\+1 512 555 \d{4})?$/);
      expect(place.website).toMatch(/^(?:http:\/\/[a-z0-9.-]+\.test\/?)?$/);
      expect(place.rating ?? 5).toBeGreaterThanOrEqual(0);
      expect(place.rating ?? 0).toBeLessThanOrEqual(5);
      expect(Number.isInteger(place.reviewsCount ?? 0)).toBe(true);
      expect(['Restaurant', '']).toContain(place.category);
    }
    expect(new Set(places.map(({ placeId }) => placeId)).size).toBe(places.length);
  });

  test('leaves the phone, website, rating or category of some places empty', async () => {
    const places = await search('restaurants', 'Austin, Texas');

    for (const missing of [
      places.filter(({ phone }) => phone === ''),
      places.filter(({ website }) => website === ''),
      places.filter(({ rating, reviewsCount }) => rating === null && reviewsCount === null),
      places.filter(({ category }) => category === ''),
    ]) {
      expect(missing.length).toBeGreaterThan(0);
      expect(missing.length).toBeLessThan(places.length / 3);
    }
  });

  test('begins in the centre of a city', async () => {
    const centre = { lat: 30.26715, lng: -97.74306 };
    const distances = (await search('dentists', 'Austin, Texas')).map((place) => distanceKm(centre, place));

    for (const [index, distance] of distances.entries()) {
      expect(distance + 0.01).toBeGreaterThanOrEqual(distances[index - 1] ?? 0);
      expect(distance).toBeLessThan(15);
    }
  });

  test('begins at a post code, with places of the city', async () => {
    const centre = { lat: 30.2713, lng: -97.7426 };
    const around = await search('dentists', '78701', 20);
    const inCity = new Set((await search('dentists', 'Austin, Texas')).map(({ placeId }) => placeId));

    expect(around.every(({ placeId }) => inCity.has(placeId))).toBe(true);
    expect(distanceKm(centre, around[0]!)).toBeLessThan(distanceKm(centre, around[19]!));
  });

  test('begins in the largest town of a region', async () => {
    const [first] = await search('dentists', 'Texas', 1);

    expect(first?.address).toContain('Houston, TX');
  });

  test.each([
    ['Munich', /^\S.* \d+, \d{5} Munich$/, /^(?:\+49 555 \d{4})?$/],
    ['Lyon, France', /^\d+ \S.*, \d{5} Lyon$/, /^(?:\+33 1 99 00 \d\d \d\d)?$/],
    ['Manchester, UK', /^\d+ \S.*, Manchester$/, /^(?:\+44 1632 960\d{3})?$/],
    ['Dublin, Ireland', /^\d+ \S.*, Dublin$/, /^(?:\+353 20 91\d \d{4})?$/],
    ['Madrid', /^\S.*, \d+, \d{5} Madrid$/, /^(?:\+34 555 \d{4})?$/],
  ])(
    'writes addresses and fictional numbers of %s in the format of the country',
    async (where, address, phone) => {
      for (const place of await search('bakeries', where, 30)) {
        expect(place.address).toMatch(address);
        expect(place.phone).toMatch(phone);
      }
    },
  );

  test('stops when aborted', async () => {
    const source = createSimulatedSource('test');
    const searched = { niche: matchNiche('dentists')!, location: geocode('Austin, Texas')!, limit: 10 };
    const places = source
      .discover(searched, AbortSignal.abort(new Error('cancelled')))
      [Symbol.asyncIterator]();

    await expect(places.next()).rejects.toThrow('cancelled');
  });
});

describe('the look-up of a company', () => {
  test('finds it by its domain without .test, with the facts of its website', async () => {
    const company = await createSimulatedSource('test').lookUp?.('whitaker-dental-studio-q3bwhu3');

    expect(company).toMatchObject({
      name: 'Whitaker Dental Studio',
      website: 'http://whitaker-dental-studio-q3bwhu3.test/',
      rating: null,
    });
  });

  test('returns null for an unknown company', async () => {
    expect(await createSimulatedSource('test').lookUp?.('ibm')).toBeNull();
  });
});
