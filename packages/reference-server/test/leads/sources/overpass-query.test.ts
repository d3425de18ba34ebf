import { describe, expect, test } from 'vitest';
import { matchNiche, nicheFromWords } from '../../../src/leads/niches.ts';
import { overpassQuery, quoted } from '../../../src/leads/sources/overpass-query.ts';

const area = { centre: { lat: 30.26715, lng: -97.74306 }, radiusKm: 12.4 };
const head = '[out:json][timeout:60][maxsize:268435456];\n';

function queryFor(words: string, where: Parameters<typeof overpassQuery>[0]['area'] = area): string {
  const niche = matchNiche(words) ?? nicheFromWords(words);
  if (niche === null) throw new Error('the test names no niche');
  return overpassQuery({ niche, area: where, most: 500 });
}

describe('a query in Overpass QL', () => {
  test('selects named businesses with the tags of the niche within a circle', () => {
    expect(queryFor('dentists')).toBe(
      `${head}nwr["amenity"="dentist"]["name"](around:12400,30.26715,-97.74306);\nout tags center 500;`,
    );
  });

  test('selects all tags of a niche that has several', () => {
    expect(queryFor('barbers')).toContain('nwr["shop"="hairdresser"]["hairdresser"="barber"]["name"](around');
  });

  test('selects within the boundary of a relation', () => {
    expect(queryFor('dentists', { boundaryId: 113314 })).toBe(
      `${head}area(3600113314)->.place;\nnwr["amenity"="dentist"]["name"](area.place);\nout tags center 500;`,
    );
  });

  test('selects by words of the name when the niche has no tags', () => {
    expect(queryFor('unicorn breeders')).toContain(
      'nwr[~"^(shop|office|craft|amenity|healthcare|leisure|tourism|club)$"~"."]["name"~"unicorn",i]["name"~"breeder",i](around',
    );
  });

  test.each([
    ['a quote', 'a"]; out;//', '"a\\"]; out;//"'],
    ['a backslash', 'a\\', '"a\\\\"'],
    ['a line break', 'a\nb\u0000c', '"abc"'],
  ])('keeps %s inside its string', (_what, text, expected) => {
    expect(quoted(text)).toBe(expected);
  });

  test('uses foreign values literally in tags and in names', () => {
    const value = '"];node;out;["';
    const tagged = { id: 'x', label: 'X', tags: [['shop', value]] as const };
    const named = { id: 'words/c++.*', label: 'X', tags: [] };

    expect(overpassQuery({ niche: tagged, area, most: 1 })).toContain('["shop"="\\"];node;out;[\\""]');
    expect(overpassQuery({ niche: named, area, most: 1 })).toContain('["name"~"c\\\\+\\\\+\\\\.\\\\*",i]');
  });
});
