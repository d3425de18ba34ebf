import { describe, expect, test } from 'vitest';
import { placesOfAddresses, placesOfCoordinates } from '../../src/providers/row-places.ts';

const townAt = (lat: number, lng: number) => placesOfCoordinates.locate([{ lat, lng }])[0]?.town;

describe('the places of rows', () => {
  test.each([
    ['Austin', 30.2672, -97.7431],
    ['a suburb of Austin', 30.31, -97.75],
    ['Berlin', 52.4, 13.3],
    ['Cape Town', -33.95, 18.45],
  ])('name the town of coordinates in %s', (name, lat, lng) => {
    expect(name).toContain(townAt(lat, lng));
  });

  test('name no town in an ocean', () => {
    expect(townAt(0, -140)).toBeUndefined();
  });

  test.each([{ lat: '', lng: '' }, { lat: 91, lng: 0 }, { lat: null }, {}])('are unknown for %j', (row) => {
    expect(placesOfCoordinates.locate([row])).toEqual([undefined]);
  });

  test('list the largest towns of an area, also across the date line', () => {
    const texas = { west: -99, east: -96, south: 29, north: 33.5 };
    const fiji = { west: 177, east: 181, south: -19, north: -16 };

    expect(placesOfCoordinates.townsIn(texas, 3).map(({ name }) => name)).toEqual([
      'San Antonio',
      'Dallas',
      'Austin',
    ]);
    expect(placesOfCoordinates.townsIn(fiji, 3).map(({ name }) => name)).toContain('Suva');
  });

  test('are the town of an address, whatever its street and post code', () => {
    const located = placesOfAddresses('at').locate([
      { at: '12 Congress Ave, Austin, TX 78701' },
      { at: '1 Elm St, Austin, TX 78758-1234' },
      { at: 'Hauptstraße 3, 10115 Berlin, Germany' },
      { at: 'no such place at all' },
      { at: null },
    ]);

    expect(located.map((place) => place?.town?.split(',')[0])).toEqual([
      'Austin',
      'Austin',
      'Berlin',
      undefined,
      undefined,
    ]);
    expect(located[0]?.point.lat).toBeCloseTo(30.27, 1);
  });

  test('are looked up for 25 towns at most', () => {
    const towns = ['Austin', 'Berlin', 'Paris', 'London', 'Madrid', 'Rome', 'Vienna', 'Prague', 'Warsaw'];
    const more = [
      'Lisbon',
      'Dublin',
      'Oslo',
      'Stockholm',
      'Helsinki',
      'Athens',
      'Budapest',
      'Sofia',
      'Zagreb',
    ];
    const last = ['Riga', 'Tallinn', 'Vilnius', 'Bern', 'Brussels', 'Amsterdam', 'Hamburg', 'Munich', 'Lyon'];
    const rows = [...towns, ...more, ...last].map((town) => ({ at: `1 Main St, ${town}` }));

    const located = placesOfAddresses('at').locate(rows);

    expect(located.filter((place) => place !== undefined)).toHaveLength(25);
  });
});
