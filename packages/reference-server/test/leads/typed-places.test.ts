import { describe, expect, test } from 'vitest';
import { distanceKm } from '../../src/leads/gazetteer/distance.ts';
import { geocode } from '../../src/leads/geocode.ts';
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
});
