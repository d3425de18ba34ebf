import { FakeClock } from '@scrapekit/core/testing';
import { describe, expect, test } from 'vitest';
import { geocode } from '../../../src/leads/geocode.ts';
import { matchNiche } from '../../../src/leads/niches.ts';
import type { Place } from '../../../src/leads/source.ts';
import { createGooglePlacesClient } from '../../../src/leads/sources/google-places-client.ts';
import { createGooglePlacesSource } from '../../../src/leads/sources/google-places.ts';
import { inTurn, startService, type Asked, type Reply, type Service } from './start-service.ts';

const KEY = 'AIzaTestKey-not-a-real-one';
const [lat, lng] = [30.26715, -97.74306];

interface SearchBody {
  readonly textQuery: string;
  readonly pageSize: number;
  readonly pageToken?: string;
  readonly locationRestriction: {
    readonly rectangle: Readonly<
      Record<'low' | 'high', { readonly latitude: number; readonly longitude: number }>
    >;
  };
}
const bodyOf = (asked: Asked): SearchBody => JSON.parse(asked.body) as SearchBody;

const plain = (id: string, latitude = lat, longitude = lng) => ({
  id,
  displayName: { text: `Dentist ${id}`, languageCode: 'en' },
  formattedAddress: '12 Main St, Austin, TX 78701, USA',
  location: { latitude, longitude },
});

/** Answers like Google: the places in the rectangle, at most sixty, twenty per page. */
function answerFrom(places: readonly ReturnType<typeof plain>[]) {
  return (asked: Asked): Reply => {
    const { locationRestriction, pageToken = '0' } = bodyOf(asked);
    const { low, high } = locationRestriction.rectangle;
    const inside = places.filter(
      ({ location: { latitude, longitude } }) =>
        latitude >= low.latitude &&
        latitude < high.latitude &&
        longitude >= low.longitude &&
        longitude < high.longitude,
    );
    const start = Number(pageToken);
    const end = Math.min(60, start + 20);
    const more = end < Math.min(60, inside.length);
    const page = inside.slice(start, end);
    return { body: { ...(page.length > 0 && { places: page }), ...(more && { nextPageToken: `${end}` }) } };
  };
}

interface SearchOptions {
  readonly limit?: number;
  readonly mostRequests?: number;
  readonly clock?: FakeClock;
}

async function search({ url, sender }: Service, options: SearchOptions = {}): Promise<Place[]> {
  const { limit = 1000, mostRequests = 100, clock = new FakeClock() } = options;
  const client = createGooglePlacesClient({ url, key: KEY, sender, clock });
  const source = createGooglePlacesSource({ client, mostRequests });
  const niche = matchNiche('dentists');
  const location = geocode('Austin, Texas');
  if (niche === null || location === null) throw new Error('the test names an unknown niche or place');
  return await Array.fromAsync(source.discover({ niche, location, limit }));
}

const grid = (count: number) =>
  Array.from({ length: count * count }, (_, index) =>
    plain(
      `p${index}`,
      lat + (Math.floor(index / count) / count - 0.5) * 0.15,
      lng + ((index % count) / count - 0.5) * 0.15,
    ),
  );

const refusal = (code: number, status: string, reason?: string): Reply => ({
  status: code,
  body: {
    error: {
      code,
      message: `Something about ${KEY}.`,
      status,
      ...(reason === undefined
        ? {}
        : { details: [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason }] }),
    },
  },
});

describe('the Google Places source', () => {
  test('requests only the fields of a lead from the text search of the new API', async () => {
    await using google = await startService(answerFrom([]));

    await search(google);

    const [asked] = google.asked;
    expect(asked).toMatchObject({
      method: 'POST',
      path: '/v1/places:searchText',
      headers: {
        'content-type': 'application/json',
        'x-goog-api-key': KEY,
        'x-goog-fieldmask':
          'places.id,places.displayName,places.formattedAddress,places.internationalPhoneNumber,places.websiteUri,places.rating,places.userRatingCount,places.location,places.primaryTypeDisplayName,places.businessStatus,nextPageToken',
      },
    });
    expect(bodyOf(asked as Asked)).toMatchObject({
      textQuery: 'Dentist',
      pageSize: 20,
      languageCode: 'en',
      regionCode: 'US',
    });
  });

  test('searches the square around the location', async () => {
    await using google = await startService(answerFrom([]));

    await search(google);

    const { low, high } = bodyOf(google.asked[0] as Asked).locationRestriction.rectangle;
    expect((low.latitude + high.latitude) / 2).toBeCloseTo(lat, 6);
    expect((low.longitude + high.longitude) / 2).toBeCloseTo(lng, 6);
    expect(high.longitude - low.longitude).toBeGreaterThan(high.latitude - low.latitude);
  });

  test('C105, C107: converts an answer to a place', async () => {
    const full = {
      ...plain('ChIJabc'),
      internationalPhoneNumber: '+1 512-555-0142',
      websiteUri: 'https://harbordental.com',
      rating: 4.7,
      userRatingCount: 214,
      primaryTypeDisplayName: { text: 'Dental clinic', languageCode: 'en' },
      businessStatus: 'OPERATIONAL',
    };
    await using google = await startService(inTurn({ body: { places: [full] } }));

    expect(await search(google)).toEqual([
      {
        placeId: 'ChIJabc',
        name: 'Dentist ChIJabc',
        address: '12 Main St, Austin, TX 78701, USA',
        phone: '+1 512-555-0142',
        website: 'https://harbordental.com/',
        rating: 4.7,
        reviewsCount: 214,
        lat,
        lng,
        category: 'Dental clinic',
        emails: [],
      },
    ]);
  });

  test('C106: leaves missing fields empty, and leaves out places that are closed for good or malformed', async () => {
    const closed = { ...plain('closed'), businessStatus: 'CLOSED_PERMANENTLY' };
    await using google = await startService(
      inTurn({ body: { places: [closed, { id: 'no name' }, 7, plain('open')] } }),
    );

    expect(await search(google)).toMatchObject([
      { placeId: 'open', phone: '', website: '', rating: null, reviewsCount: null, category: 'Dentist' },
    ]);
  });

  test('requests further pages with an unchanged body', async () => {
    await using google = await startService(answerFrom(grid(7)));

    expect(await search(google)).toHaveLength(49);

    const [first, ...rest] = google.asked.map(bodyOf);
    expect(rest).toEqual([
      { ...first, pageToken: '20' },
      { ...first, pageToken: '40' },
    ]);
  });

  test('finds more places than the sixty of one search, each once', async () => {
    await using google = await startService(answerFrom(grid(20)));

    const places = await search(google);

    expect(places).toHaveLength(400);
    expect(new Set(places.map(({ placeId }) => placeId)).size).toBe(400);
  });

  test('lists the nearest first and requests only the pages that the limit needs', async () => {
    await using google = await startService(answerFrom([plain('far', lat + 0.02), ...grid(20)]));

    const places = await search(google, { limit: 20 });

    expect(google.asked).toHaveLength(1);
    expect(places).toHaveLength(20);
    const away = places.map((place) => Math.hypot(place.lat - lat, (place.lng - lng) * 0.8637));
    expect(away.map((one, index) => one >= (away[index - 1] ?? 0) - 1e-6)).not.toContain(false);
  });

  test('sends no more requests than the budget allows', async () => {
    await using google = await startService(answerFrom(grid(40)));

    const places = await search(google, { mostRequests: 9 });

    expect(google.asked).toHaveLength(9);
    expect(places.length).toBeGreaterThan(60);
  });

  test('ends when a thousand places share one spot', async () => {
    const crowd = Array.from({ length: 1000 }, (_, index) => plain(`p${index}`, lat + 1e-6, lng + 1e-6));
    await using google = await startService(answerFrom(crowd));

    expect(await search(google)).toHaveLength(60);
    expect(google.asked.length).toBeLessThan(60);
  });

  test.each([
    [400, 'INVALID_ARGUMENT', 'API_KEY_INVALID'],
    [403, 'PERMISSION_DENIED', 'SERVICE_DISABLED'],
    [401, 'UNAUTHENTICATED', undefined],
  ])(
    'explains that the key is not accepted (%i %s) and does not repeat the key',
    async (code, status, reason) => {
      await using google = await startService(inTurn(refusal(code, status, reason)));

      const failure = await search(google).catch((error: unknown) => error as Error);

      expect(failure).toMatchObject({
        name: 'SourceRefusedError',
        message: expect.stringMatching(/does not accept this server's key.*GOOGLE_PLACES_KEY/) as string,
      });
      expect((failure as Error).message).toContain(status);
      expect(JSON.stringify(failure, Object.getOwnPropertyNames(failure))).not.toContain(KEY);
      expect(google.asked).toHaveLength(1);
    },
  );

  test('reports a search that was refused for another reason', async () => {
    await using google = await startService(inTurn(refusal(400, 'INVALID_ARGUMENT')));

    await expect(search(google)).rejects.toThrow(
      'Google Places refused the search (status 400 INVALID_ARGUMENT).',
    );
  });

  test('waits when the quota of the minute is used up', async () => {
    await using google = await startService(
      inTurn(refusal(429, 'RESOURCE_EXHAUSTED'), { body: { places: [plain('a')] } }),
    );
    const clock = new FakeClock();

    expect(await search(google, { clock })).toHaveLength(1);
    expect(clock.slept).toEqual([2000]);
  });

  test('is unavailable while the quota stays used up', async () => {
    await using google = await startService(inTurn(refusal(429, 'RESOURCE_EXHAUSTED')));

    await expect(search(google)).rejects.toMatchObject({
      name: 'SourceUnavailableError',
      message: 'Google Places cannot be used at the moment: it answered with status 429.',
    });
  });

  test('keeps the paid places when the quota ends during a search', async () => {
    const answer = answerFrom(grid(20));
    await using google = await startService((asked, index) =>
      index < 5 ? answer(asked) : refusal(429, 'RESOURCE_EXHAUSTED'),
    );

    expect((await search(google)).length).toBeGreaterThanOrEqual(60);
  });

  test('never sends the key to another host', async () => {
    await using elsewhere = await startService(inTurn({ body: { places: [] } }));
    await using google = await startService(() => ({
      status: 307,
      headers: { location: `${elsewhere.url}/v1/places:searchText` },
      body: '',
    }));

    await expect(search(google)).rejects.toMatchObject({ name: 'SourceRefusedError' });
    expect(elsewhere.asked).toEqual([]);
    expect(google.asked.map(({ path }) => path).join()).not.toContain(KEY);
  });

  test('stops when aborted', async () => {
    await using google = await startService(answerFrom(grid(20)));
    const niche = matchNiche('dentists');
    const location = geocode('Austin, Texas');
    if (niche === null || location === null) throw new Error('the test names an unknown niche or place');
    const { url, sender } = google;
    const client = createGooglePlacesClient({ url, key: KEY, sender, clock: new FakeClock() });
    const source = createGooglePlacesSource({ client, mostRequests: 100 });
    const signal = AbortSignal.abort(new Error('stop'));

    await expect(Array.fromAsync(source.discover({ niche, location, limit: 1000 }, signal))).rejects.toThrow(
      'stop',
    );
  });
});
