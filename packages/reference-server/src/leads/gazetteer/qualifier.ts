import { areasNamed, type Area } from './areas.ts';
import { citiesNamed, mostPopulous } from './cities.ts';
import { countryCodeOf, foreignCountryCodeOf } from './countries.ts';
import { distanceKm } from './distance.ts';
import { countryOfKnownCounty } from './district-aliases.ts';
import { districtsNamed } from './districts.ts';
import { plainerNames } from './plainer-names.ts';
import type { City } from './read-cities.ts';
import { regionCodesNamed } from './regions.ts';

/** The possible meanings of the text after a comma: `ME` is Maine and Montenegro. */
export interface Qualifier {
  readonly countryCode: string | undefined;
  /** Such as `US.ME`. */
  readonly regions: readonly string[];
  readonly city: City | undefined;
  readonly areas: readonly Area[];
}

const SUBURB_KM = 50;
const LEAST_PEOPLE_WITH_SUBURBS = 100_000;

export function parseQualifier(text: string): Qualifier {
  const found = {
    countryCode: countryCodeOf(text) ?? foreignCountryCodeOf(text),
    regions: [...regionCodesNamed(text), ...regionsOfCounty(text)],
    city: mostPopulous(citiesNamed(text)),
    areas: areasNamed(text),
  };
  if (isKnown(found)) return found;
  const regions = districtsNamed(text).map((district) => `${district.countryCode}.${district.regionCode}`);
  return { ...found, regions };
}

/** Returns the region of a county that is better known than the towns of its name, as in `Street, Somerset`. */
function regionsOfCounty(text: string): string[] {
  const country = countryOfKnownCounty(text);
  return districtsNamed(country === undefined ? '' : text)
    .filter(({ countryCode }) => countryCode === country)
    .map(({ countryCode, regionCode }) => `${countryCode}.${regionCode}`);
}

/** Returns the qualifiers in words such as `Ireland`, `OR 97267` or `Texas USA`. Unknown words give none. */
export function qualifiersIn(part: string): Qualifier[] {
  const text = withoutNumbers(part);
  if (text === '') return [];
  const together = parseQualifier(text);
  if (isKnown(together)) return [together];
  const words = text.split(/\s+/);
  const each = words.length > 1 && words.length < 5 ? words.map(parseQualifier) : [];
  return each.every(isKnown) ? each : [];
}

/** Returns the qualifiers in a part behind a comma, which may be `Virginia Area`, too. */
export function qualifiersInPart(part: string): Qualifier[] {
  const found = qualifiersIn(part);
  const wide = found.length > 0 ? [] : plainerNames(part).filter(({ isWide, isPart }) => isWide && !isPart);
  return [
    ...found,
    ...wide
      .map(({ name }) => parseQualifier(name))
      .filter(isKnown)
      .slice(0, 1),
  ];
}

export const withoutNumbers = (text: string): string =>
  text
    .replace(/\S*\d\S*/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

export const isKnown = ({ countryCode, regions, city, areas }: Qualifier): boolean =>
  countryCode !== undefined || regions.length > 0 || city !== undefined || areas.length > 0;

export function qualifies(city: City, { countryCode, regions, city: near, areas }: Qualifier): boolean {
  if (city.countryCode === countryCode || regions.includes(`${city.countryCode}.${city.regionCode}`))
    return true;
  if (areas.some((area) => distanceKm(area, city) <= area.radiusKm + SUBURB_KM / 2)) return true;
  return (
    near !== undefined &&
    near.population >= Math.max(city.population, LEAST_PEOPLE_WITH_SUBURBS) &&
    distanceKm(near, city) <= SUBURB_KM
  );
}
