import { FakeClock } from '@scrapekit/core/testing';
import { describe, expect, test } from 'vitest';
import { createNominatim, type Nominatim } from '../../../src/leads/sources/nominatim.ts';
import { inTurn, startService, type Service } from './start-service.ts';

const soho = {
  place_id: 259127396,
  licence: 'Data © OpenStreetMap contributors, ODbL 1.0. http://osm.org/copyright',
  osm_type: 'relation',
  osm_id: 1234567,
  lat: '51.5130',
  lon: '-0.1340',
  category: 'boundary',
  type: 'administrative',
  place_rank: 20,
  importance: 0.51,
  addresstype: 'suburb',
  name: 'Soho',
  display_name: 'Soho, City of Westminster, Greater London, England, United Kingdom',
  address: {
    suburb: 'Soho',
    city: 'City of Westminster',
    state: 'England',
    'ISO3166-2-lvl4': 'GB-ENG',
    country: 'United Kingdom',
    country_code: 'gb',
  },
  boundingbox: ['51.5100', '51.5165', '-0.1420', '-0.1290'],
};

const agent = 'scrapekit-reference-server/1.0 (+mailto:ops@example.com)';

function nominatimAt({ url, sender }: Service, clock = new FakeClock()): Nominatim {
  return createNominatim({ url, sender, clock, userAgent: agent });
}

describe('Nominatim', () => {
  test('gets a request for the best place with an identifying user agent', async () => {
    await using service = await startService(inTurn({ body: [soho] }));

    await nominatimAt(service).find('Soho & more, London');

    const [asked] = service.asked;
    expect(asked?.method).toBe('GET');
    expect(asked?.path).toBe(
      '/search?q=Soho+%26+more%2C+London&format=jsonv2&limit=1&addressdetails=1&layer=address',
    );
    expect(asked?.headers).toMatchObject({ 'user-agent': agent, 'accept-language': 'en' });
  });

  test('returns a location with its boundary', async () => {
    await using service = await startService(inTurn({ body: [soho] }));

    expect(await nominatimAt(service).find('Soho, London')).toEqual({
      kind: 'city',
      label: 'Soho, City of Westminster, Greater London, England, United Kingdom',
      lat: 51.513,
      lng: -0.134,
      radiusKm: 1,
      population: 0,
      countryCode: 'GB',
      regionCode: 'ENG',
      region: 'England',
      cityId: null,
      boundaryId: 1234567,
    });
  });

  test.each([
    ['country', 'country'],
    ['state', 'region'],
    ['county', 'district'],
    ['postcode', 'postcode'],
    ['hamlet', 'city'],
  ])('returns a %s as a %s', async (addresstype, kind) => {
    await using service = await startService(inTurn({ body: [{ ...soho, addresstype }] }));

    expect(await nominatimAt(service).find('x')).toMatchObject({ kind });
  });

  test('returns a point without a box with a small radius and no boundary', async () => {
    const point = { osm_type: 'node', osm_id: 1, lat: '1.5', lon: '2.5', display_name: 'Somewhere' };
    await using service = await startService(inTurn({ body: [point] }));

    const found = await nominatimAt(service).find('Somewhere');

    expect(found).toMatchObject({ radiusKm: 1, countryCode: '', region: '' });
    expect(found).not.toHaveProperty('boundaryId');
  });

  test('returns null for an unknown place and caches that answer', async () => {
    await using service = await startService(inTurn({ body: [] }));
    const nominatim = nominatimAt(service);

    expect(await nominatim.find('Zzyzzyx')).toBeNull();
    expect(await nominatim.find(' zzyzzyx ')).toBeNull();
    expect(service.asked).toHaveLength(1);
  });

  test('gets one request for simultaneous searches of one place, and another after a day', async () => {
    await using service = await startService(inTurn({ body: [soho] }));
    const clock = new FakeClock();
    const nominatim = nominatimAt(service, clock);

    await Promise.all([nominatim.find('Soho'), nominatim.find('Soho'), nominatim.find('SOHO')]);
    expect(service.asked).toHaveLength(1);

    clock.advance(86_400_000);
    await nominatim.find('Soho');
    expect(service.asked).toHaveLength(2);
  });

  test('gets at most one request per second', async () => {
    const times: number[] = [];
    const clock = new FakeClock();
    await using service = await startService(() => {
      times.push(clock.now());
      return { body: [] };
    });
    const nominatim = nominatimAt(service, clock);

    await Promise.all(['a', 'b', 'c', 'd'].map(async (text) => await nominatim.find(text)));

    expect(times).toEqual([0, 1000, 2000, 3000]);
  });

  test.each([
    ['an HTML page for places', { body: '<html>Maintenance</html>' }],
    ['JSON without places', { body: { error: 'Unable to geocode' } }],
    ['a place without coordinates', { body: [{ display_name: 'x' }] }],
  ])('is unavailable when it answers with %s', async (_what, reply) => {
    await using service = await startService(inTurn(reply));

    await expect(nominatimAt(service).find('x')).rejects.toMatchObject({ name: 'SourceUnavailableError' });
  });

  test('gets no retry after it blocked this server', async () => {
    await using service = await startService(
      inTurn({ status: 403, body: '<html><h1>Access blocked</h1></html>' }),
    );

    await expect(nominatimAt(service).find('x')).rejects.toMatchObject({
      name: 'SourceRefusedError',
      message: expect.stringMatching(/\(status 403\).*OSM_CONTACT/) as string,
    });
    expect(service.asked).toHaveLength(1);
  });

  test('gets a new request after a failure', async () => {
    await using service = await startService(inTurn({ status: 403, body: '' }, { body: [soho] }));
    const nominatim = nominatimAt(service);

    await expect(nominatim.find('Soho')).rejects.toThrow('refused the search');
    expect(await nominatim.find('Soho')).toMatchObject({ boundaryId: 1234567 });
  });

  test('rejects at once for a caller that aborts', async () => {
    await using service = await startService(inTurn({ body: [soho] }));

    await expect(nominatimAt(service).find('Soho', AbortSignal.abort(new Error('stop')))).rejects.toThrow(
      'stop',
    );
  });
});
