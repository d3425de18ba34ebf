import { cityAliases } from './city-aliases.ts';
import { distanceKm, type Point } from './distance.ts';
import { foldName } from './fold-name.ts';
import { lazy } from '../../pacing/cache.ts';
import { townIdOfOtherName } from './other-names.ts';
import { readCities, type City } from './read-cities.ts';
import { isRenowned } from './renowned-towns.ts';

const cities = lazy(readCities);

const byId = lazy(() => new Map(cities().map((city) => [city.id, city])));

const byName = lazy(() => {
  const index = new Map<string, City[]>();
  for (const city of cities()) {
    const name = foldName(city.name);
    const namesakes = index.get(name);
    if (namesakes) namesakes.push(city);
    else index.set(name, [city]);
  }
  return index;
});

export const allCities = (): readonly City[] => cities();

export const cityById = (id: number): City | undefined => byId().get(id);

/** Two letters are more often a code than one of the few small towns with so short a name. */
const LEAST_PEOPLE_OF_TWO_LETTERS = 50_000;

/** Returns the towns of a name. It may be the English or local name or an alias such as `NYC`. */
export function citiesNamed(name: string): readonly City[] {
  const folded = foldName(name);
  const alias = cityAliases().get(folded);
  if (alias !== undefined) {
    const meant =
      byName()
        .get(alias.name)
        ?.filter(({ countryCode }) => countryCode === alias.countryCode) ?? [];
    return [...meant, ...(byName().get(folded) ?? [])];
  }
  if (isShort(folded))
    return (byName().get(folded) ?? []).filter(({ population }) => population > LEAST_PEOPLE_OF_TWO_LETTERS);
  return byName().get(folded) ?? byName().get(folded.replace(/([aou])e/g, '$1')) ?? cityOfOtherName(folded);
}

/** Returns the towns whose name only a region or country makes plain: one in another language, or one of two letters. */
export function citiesAlsoNamed(name: string): readonly City[] {
  const folded = foldName(name);
  return isShort(folded) ? (byName().get(folded) ?? []) : cityOfOtherName(folded);
}

const isShort = (folded: string): boolean => /^[a-z]{1,2}$/.test(folded);

function cityOfOtherName(folded: string): readonly City[] {
  const id = folded.length < 2 ? undefined : townIdOfOtherName(folded);
  // A search takes less than a millisecond, and the map of `cityById` 8 MB.
  return id === undefined ? [] : allCities().filter((city) => city.id === id);
}

export const isCityAlias = (name: string): boolean => cityAliases().has(foldName(name));

export function mostPopulous(candidates: readonly City[]): City | undefined {
  return candidates.reduce<City | undefined>(
    (most, city) => (most === undefined || city.population > most.population ? city : most),
    undefined,
  );
}

/** Returns the town that a name without a region or country stands for: a renowned one, or else the most populous. */
export function bestKnown(candidates: readonly City[]): City | undefined {
  return candidates.find(isRenowned) ?? mostPopulous(candidates);
}

/** Returns the towns within `km`, nearest first. */
export function citiesNear(point: Point, km: number): City[] {
  const degrees = km / 100;
  return allCities()
    .filter(({ lat, lng }) => Math.abs(lat - point.lat) < degrees && Math.abs(lng - point.lng) < degrees * 8)
    .map((city) => ({ city, away: distanceKm(point, city) }))
    .filter(({ away }) => away <= km)
    .sort((a, b) => a.away - b.away)
    .map(({ city }) => city);
}
