import { createRequire } from 'node:module';
import { citiesNamed, citiesNear, mostPopulous } from './cities.ts';
import { distanceKm, type Point } from './distance.ts';
import { lazy } from '../../pacing/cache.ts';
import type { City } from './read-cities.ts';
import { ukPostcodeArea } from './uk-postcode-areas.ts';

export interface Postcode extends Point {
  readonly code: string;
  readonly countryCode: 'US' | 'CA' | 'GB';
  readonly radiusKm: number;
  /** The town of an address with this post code. */
  readonly city: City | undefined;
}

interface ZipRecord {
  readonly zip: string;
  readonly city: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly state: string;
}

interface ZipPackage {
  lookup(zip: string): ZipRecord | undefined;
  lookupByName(city: string, state: string): readonly ZipRecord[];
}

const zips = lazy(() => createRequire(import.meta.url)('zipcodes') as ZipPackage);

const usZip = /\b\d{5}(?=-\d{4}\b|(?![\d-]))/;
const canadian = /\b[ABCEGHJ-NPRSTVXY]\d[A-Z](?: ?\d[A-Z]\d)?\b/;
const british = /\b[A-Z]{1,2}\d[A-Z\d]?(?: ?\d[A-Z]{2})?\b/;

/** Returns the post codes that a text may contain, the likeliest first. */
export function postcodesIn(text: string): Postcode[] {
  const upper = text.toUpperCase();
  return [findUsZip(upper), findCanadian(upper), findBritish(upper)].filter((found) => found !== undefined);
}

/** Returns the ZIP codes of an American town, in ascending order. */
export const zipsOf = (city: string, state: string): readonly string[] =>
  zips()
    .lookupByName(city, state)
    .map(({ zip }) => zip)
    .sort();

function findUsZip(text: string): Postcode | undefined {
  const code = usZip.exec(text)?.[0];
  const record = code === undefined ? undefined : zips().lookup(code);
  if (code === undefined || record === undefined) return undefined;
  const point = { lat: record.latitude, lng: record.longitude };
  const named = citiesNamed(record.city).filter(
    (city) => city.regionCode === record.state && city.countryCode === 'US',
  );
  return {
    code,
    countryCode: 'US',
    ...point,
    radiusKm: 6,
    city: mostPopulous(named) ?? dominantCity(point, 'US'),
  };
}

function findCanadian(text: string): Postcode | undefined {
  const code = canadian.exec(text)?.[0];
  const record = code === undefined ? undefined : zips().lookup(code.slice(0, 3));
  if (code === undefined || record === undefined) return undefined;
  const point = { lat: record.latitude, lng: record.longitude };
  return { code, countryCode: 'CA', ...point, radiusKm: 6, city: dominantCity(point, 'CA') };
}

function findBritish(text: string): Postcode | undefined {
  const code = british.exec(text)?.[0];
  const area = code === undefined ? undefined : ukPostcodeArea(code);
  if (code === undefined || area === undefined) return undefined;
  const city = mostPopulous(citiesNamed(area.town).filter(({ countryCode }) => countryCode === 'GB'));
  const centre = area.centre ?? city;
  return centre && { code, countryCode: 'GB', lat: centre.lat, lng: centre.lng, radiusKm: 8, city };
}

const SEARCH_RADIUS_KM = 60;

/** Returns the town with the highest population per squared distance, which prefers a city to its suburbs. */
function dominantCity(point: Point, countryCode: string): City | undefined {
  const weight = (city: City): number => (city.population + 1) / (distanceKm(point, city) + 3) ** 2;
  return citiesNear(point, SEARCH_RADIUS_KM)
    .filter((city) => city.countryCode === countryCode)
    .reduce<City | undefined>(
      (best, city) => (best === undefined || weight(city) > weight(best) ? city : best),
      undefined,
    );
}
