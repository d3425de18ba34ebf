import { createRequire } from 'node:module';
import { citiesNamed, citiesNear, mostPopulous } from './cities.ts';
import { distanceKm, type Point } from './distance.ts';
import { dutchPostcodeAreas } from './dutch-postcode-areas.ts';
import { irishRoutingKeys } from './irish-routing-keys.ts';
import { lazy } from '../../pacing/cache.ts';
import type { City } from './read-cities.ts';
import { ukPostcodeArea } from './uk-postcode-areas.ts';

export interface Postcode extends Point {
  readonly code: string;
  readonly countryCode: string;
  /** Such as `US.OR`, `''` when the code does not say it. */
  readonly region: string;
  readonly radiusKm: number;
  /** The town of an address with this post code. */
  readonly city: City | undefined;
  /** Only post codes look like this. The others may be a house number or a part of another code. */
  readonly isUnmistakable: boolean;
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

interface Form {
  readonly pattern: RegExp;
  readonly find: (code: string) => Postcode | undefined;
}

/** The likeliest first: a longer code begins like the shorter ones of other countries. */
const forms: readonly Form[] = [
  { pattern: /\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b/g, find: findBritish },
  { pattern: /\b[AC-FHKNPRTV-Y](?:\d\d|6W)[ -]?[AC-FHKNPRTV-Y\d]{4}\b/g, find: findIrish },
  { pattern: /\b[ABCEGHJ-NPRSTVXY]\d[A-Z][ -]?\d[A-Z]\d\b/g, find: findCanadian },
  { pattern: /\b\d{5}(?=-\d{4}\b|(?![\d-]))/g, find: findUsZip },
  { pattern: /\b[1-9]\d{3} ?[A-Z]{2}\b/g, find: findDutch },
  { pattern: /\b[ABCEGHJ-NPRSTVXY]\d[A-Z]\b/g, find: findCanadian },
  { pattern: /\b[A-Z]{1,2}\d[A-Z\d]?\b/g, find: findBritish },
  { pattern: /\b[AC-FHKNPRTV-Y](?:\d\d|6W)\b/g, find: findIrish },
];

const MAX_CODES = 4;

/** Returns the post codes that a text may contain, the likeliest first. */
export function postcodesIn(text: string): Postcode[] {
  const upper = text.toUpperCase();
  return forms
    .flatMap(({ pattern, find }) => [...new Set(upper.match(pattern))].slice(0, MAX_CODES).map(find))
    .filter((found) => found !== undefined);
}

/** Returns the ZIP codes of an American town, in ascending order. */
export const zipsOf = (city: string, state: string): readonly string[] =>
  zips()
    .lookupByName(city, state)
    .map(({ zip }) => zip)
    .sort();

function findUsZip(code: string): Postcode | undefined {
  const record = zips().lookup(code);
  if (record === undefined) return undefined;
  const point = { lat: record.latitude, lng: record.longitude };
  const named = citiesNamed(record.city).filter(
    (city) => city.regionCode === record.state && city.countryCode === 'US',
  );
  const city = mostPopulous(named) ?? dominantCity(point, 'US');
  const region = `US.${record.state}`;
  return { code, countryCode: 'US', region, ...point, radiusKm: 6, city, isUnmistakable: false };
}

function findCanadian(code: string): Postcode | undefined {
  const record = zips().lookup(code.slice(0, 3));
  if (record === undefined) return undefined;
  const point = { lat: record.latitude, lng: record.longitude };
  const city = dominantCity(point, 'CA');
  return {
    code,
    countryCode: 'CA',
    region: '',
    ...point,
    radiusKm: 6,
    city,
    isUnmistakable: code.length > 3,
  };
}

function findBritish(code: string): Postcode | undefined {
  const area = ukPostcodeArea(code);
  if (area === undefined || isIrishOnly(code)) return undefined;
  const { countryCode, centre } = area;
  const city = largestIn(area.town, countryCode);
  const point = centre ?? city;
  const isUnmistakable = /\d[A-Z]{2}$/.test(code);
  return point && { ...atPoint(point, 8), code, countryCode, city, isUnmistakable };
}

/** London's districts end at 22, so that `N37` is Athlone. */
const isIrishOnly = (code: string): boolean => irishRoutingKeys().has(code) && Number(code.slice(1)) > 20;

function findIrish(code: string): Postcode | undefined {
  const city = largestIn(irishRoutingKeys().get(code.slice(0, 3)), 'IE');
  return city && { ...atPoint(city, 8), code, countryCode: 'IE', city, isUnmistakable: code.length > 3 };
}

function findDutch(code: string): Postcode | undefined {
  const city = largestIn(dutchPostcodeAreas().get(code.slice(0, 2)), 'NL');
  return city && { ...atPoint(city, 12), code, countryCode: 'NL', city, isUnmistakable: false };
}

const atPoint = ({ lat, lng }: Point, radiusKm: number) => ({ lat, lng, radiusKm, region: '' });

const largestIn = (town: string | undefined, countryCode: string): City | undefined =>
  mostPopulous(citiesNamed(town ?? '').filter((city) => city.countryCode === countryCode));

const SEARCH_RADIUS_KM = 60;

/** Returns the town with the highest population per squared distance, which prefers a city to its suburbs. */
export function dominantCity(point: Point, countryCode?: string): City | undefined {
  const weight = (city: City): number => (city.population + 1) / (distanceKm(point, city) + 3) ** 2;
  return citiesNear(point, SEARCH_RADIUS_KM)
    .filter((city) => countryCode === undefined || city.countryCode === countryCode)
    .reduce<City | undefined>(
      (best, city) => (best === undefined || weight(city) > weight(best) ? city : best),
      undefined,
    );
}
