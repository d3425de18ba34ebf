import { describe, expect, test } from 'vitest';
import { distanceKm } from '../../src/leads/gazetteer/distance.ts';
import { geocode } from '../../src/leads/geocode.ts';
import { labelledPlaces } from './places/labelled-places.ts';
import { typedPlaces, unknownPlaces } from './places/typed-places.ts';

interface TypedPlace {
  readonly text: string;
  readonly lat: number;
  readonly lng: number;
  readonly km: number;
}

function readPlaces(lines: string): TypedPlace[] {
  return lines
    .trim()
    .split('\n')
    .map((line) => {
      const [text = '', point = '', km = ''] = line.trim().split(' | ');
      const [lat = NaN, lng = NaN] = point.split(', ').map(Number);
      return { text, lat, lng, km: Number(km) };
    });
}

describe('a place as people type it', () => {
  describe.each(Object.entries(typedPlaces))('%s', (_group, lines) => {
    test.each(readPlaces(lines))('"$text" is found', ({ text, lat, lng, km }) => {
      const found = geocode(text);

      expect(found).not.toBeNull();
      expect(distanceKm(found ?? { lat: 90, lng: 0 }, { lat, lng })).toBeLessThanOrEqual(km);
    });
  });

  test.each(unknownPlaces)('"%s" names no place', (text) => {
    expect(geocode(text)).toBeNull();
  });

  const labelled = labelledPlaces
    .trim()
    .split('\n')
    .map((line) => line.split(' | '));

  test.each(labelled)('"%s" is called "%s"', (text = '', label = '') => {
    expect(geocode(text)?.label).toBe(label);
  });

  test.each([
    ['within 10 miles of Austin, TX', 16.1],
    ['Nashville, Tennessee, within a 25-mile radius', 40.2],
    ['im Umkreis von 10 km um Köln', 10],
    ['en un radio de 2,5 km de Sevilla', 2.5],
    ['78701 within 5 miles', 8],
    ['within 5 km of 52.52, 13.405', 5],
    ['within 9000 miles of Austin, TX', 200],
  ])('"%s" reaches %d km', (text, radiusKm) => {
    expect(geocode(text)).toMatchObject({ kind: 'circle', radiusKm });
  });

  test.each(['within 10 miles of Texas', 'within 10 km of Kent, UK'])(
    '"%s" keeps the boundary of the region',
    (text) => {
      expect(geocode(text)?.kind).toMatch(/region|district/);
    },
  );

  test('"Greater Boston" reaches farther than "Boston"', () => {
    expect(geocode('Greater Boston')?.radiusKm).toBeGreaterThan((geocode('Boston')?.radiusKm ?? 99) + 10);
  });
});
