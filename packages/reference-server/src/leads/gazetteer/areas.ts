import { spelledOut } from './abbreviations.ts';
import { AMERICAN_AREAS } from './american-areas.ts';
import { AREAS_ELSEWHERE } from './areas-elsewhere.ts';
import { bestKnown, citiesNamed, mostPopulous } from './cities.ts';
import { distanceKm } from './distance.ts';
import { foldName } from './fold-name.ts';
import { lazy } from '../../pacing/cache.ts';
import type { City } from './read-cities.ts';
import { extentOf, type Extent } from './regions.ts';

/** An area that is no division, such as the Bay Area: a circle around its towns. */
export interface Area extends Extent {
  readonly name: string;
  readonly countryCode: string;
  /** Codes of the regions that its towns are in. */
  readonly regionCodes: readonly string[];
}

interface AreaLine {
  readonly region: string;
  readonly name: string;
  readonly towns: readonly string[];
}

/** The built-up land around the outermost towns. */
const MARGIN_KM = 5;

const linesByName = lazy(() => {
  const index = new Map<string, AreaLine[]>();
  let region = '';
  for (const text of `${AMERICAN_AREAS}${AREAS_ELSEWHERE}`.trim().split(/\n+/)) {
    if (text.startsWith('# ')) {
      region = text.slice(2);
      continue;
    }
    const [names = '', towns = ''] = text.split(': ');
    const [name = '', ...others] = names.split(' = ');
    const line = { region, name, towns: towns.replace('Washington, D.C.', 'Washington DC').split(', ') };
    for (const one of [name, ...others]) {
      const key = foldName(one);
      index.set(key, [...(index.get(key) ?? []), line]);
    }
  }
  return index;
});

/** Returns the areas of a name, without those whose towns the gazetteer lacks. */
export function areasNamed(name: string): readonly Area[] {
  const lines =
    linesByName().get(foldName(name).replace(/^the /, '')) ?? linesByName().get(foldName(name)) ?? [];
  return lines.map(toArea).filter((area) => area !== undefined);
}

function toArea({ region, name, towns }: AreaLine): Area | undefined {
  const cities = towns.map((town) => findTown(region, town)).filter((city) => city !== undefined);
  return cities.length === 0 ? undefined : areaOf(name, cities);
}

function findTown(region: string, town: string): City | undefined {
  const [countryCode = '', ownRegion = ''] = region.split('.');
  const [name = '', regionCode = ownRegion] = town.split('@');
  return mostPopulous(
    citiesNamed(name).filter((city) => city.countryCode === countryCode && city.regionCode === regionCode),
  );
}

function areaOf(name: string, cities: readonly City[]): Area {
  const extent = extentOf(cities);
  return {
    ...extent,
    name,
    countryCode: cities[0]?.countryCode ?? '',
    regionCodes: [...new Set(cities.map(({ regionCode }) => regionCode))],
    radiusKm: extent.radiusKm + MARGIN_KM,
  };
}

const NEIGHBOURS_KM = 100;
const MOST_NAMESAKES = 5;

const townsNamed = (name: string): readonly City[] => [name, ...spelledOut(name)].flatMap(citiesNamed);

/** London and Paris are not those in Ontario. */
const isBestKnown = (city: City): boolean => bestKnown(citiesNamed(city.name))?.id === city.id;

/** Returns the area of towns whose names are joined, such as `Dallas-Fort Worth` or `Leeds & Bradford`. */
export function areaOfJoined(text: string): Area | undefined {
  const names = text.split(/\s*[-–/&+]\s*|\s+(?:and|und|et|y|e|en)\s+/);
  if (names.length < 2 || names.length > 4 || names.some((name) => name.length < 3)) return undefined;
  const [first = '', ...others] = names;
  const start = [...townsNamed(first)].sort((a, b) => b.population - a.population).slice(0, MOST_NAMESAKES);
  for (const city of start) {
    const near = others.map((name) =>
      mostPopulous(
        townsNamed(name).filter(
          (one) =>
            one.id !== city.id &&
            one.countryCode === city.countryCode &&
            distanceKm(one, city) < NEIGHBOURS_KM,
        ),
      ),
    );
    const cities = [city, ...near.filter((one) => one !== undefined)];
    if (cities.length < names.length || !cities.some(isBestKnown)) continue;
    return areaOf(cities.map((one) => one.name).join(' and '), cities);
  }
  return undefined;
}
