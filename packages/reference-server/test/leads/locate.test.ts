import { describe, expect, test } from 'vitest';
import { locate } from '../../src/leads/locate.ts';
import type { Location } from '../../src/leads/location.ts';

const ranch: Location = {
  kind: 'city',
  label: 'Elm Ranch, Brewster County, Texas, United States',
  lat: 29.5,
  lng: -103.4,
  radiusKm: 2,
  population: 0,
  countryCode: 'US',
  regionCode: 'TX',
  region: 'Texas',
  cityId: null,
};

function sourceThatKnows(location: Location | null) {
  const asked: string[] = [];
  const find = (text: string): Promise<Location | null> => {
    asked.push(text);
    return Promise.resolve(location);
  };
  return { asked, locate: find };
}

describe('locate', () => {
  test('asks the source for nothing that the gazetteer knows', async () => {
    const source = sourceThatKnows(ranch);

    expect(await locate('within 10 miles of Austin, TX', source)).toMatchObject({
      kind: 'circle',
      label: 'Austin, Texas, United States',
      radiusKm: 16.1,
    });
    expect(source.asked).toEqual([]);
  });

  test.each([
    ['Elm Ranch, Texas', 'Elm Ranch, Texas'],
    ['within 10 miles of Elm Ranch, Texas', 'Elm Ranch, Texas'],
    ['Elm Ranch, Texas (10 mi)', 'Elm Ranch, Texas'],
    ['near Elm Ranch, Texas', 'Elm Ranch, Texas'],
    ['Elm Ranch and surroundings', 'Elm Ranch'],
    ['im Umkreis von 10 km um Ulmenhof', 'Ulmenhof'],
    ['75001, France', '75001, France'],
    ['In Tinderhamen', 'In Tinderhamen'],
  ])('asks the source for the place in "%s"', async (text, place) => {
    const source = sourceThatKnows(null);

    expect(await locate(text, source)).toBeNull();
    expect(source.asked).toEqual([place]);
  });

  test('searches as far around the place of the source as the text says', async () => {
    expect(await locate('within 10 miles of Elm Ranch, Texas', sourceThatKnows(ranch))).toEqual({
      ...ranch,
      kind: 'circle',
      radiusKm: 16.1,
    });
  });

  test('keeps the boundary of a county, which has no centre to measure from', async () => {
    const county: Location = { ...ranch, kind: 'district', boundaryId: 7 };

    expect(await locate('within 10 miles of Elm Ranch, Texas', sourceThatKnows(county))).toEqual(county);
  });

  test('returns null when the source cannot search for places', async () => {
    expect(await locate('Elm Ranch, Texas', {})).toBeNull();
  });
});
