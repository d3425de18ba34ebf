import { citiesNamed, mostPopulous } from './cities.ts';
import { countryCodeOf, foreignCountryCodeOf } from './countries.ts';
import { distanceKm } from './distance.ts';
import { districtsNamed } from './districts.ts';
import type { City } from './read-cities.ts';
import { regionCodesNamed } from './regions.ts';

/** The possible meanings of the text after a comma: `ME` is Maine and Montenegro. */
export interface Qualifier {
  readonly countryCode: string | undefined;
  /** Such as `US.ME`. */
  readonly regions: readonly string[];
  readonly city: City | undefined;
}

const SUBURB_KM = 50;

export function parseQualifier(text: string): Qualifier {
  const found = {
    countryCode: countryCodeOf(text),
    regions: regionCodesNamed(text),
    city: mostPopulous(citiesNamed(text)),
  };
  if (isKnown(found)) return found;
  const countryCode = foreignCountryCodeOf(text);
  if (countryCode !== undefined) return { ...found, countryCode };
  const regions = districtsNamed(text).map((district) => `${district.countryCode}.${district.regionCode}`);
  return { ...found, regions };
}

export const isKnown = ({ countryCode, regions, city }: Qualifier): boolean =>
  countryCode !== undefined || regions.length > 0 || city !== undefined;

export function qualifies(city: City, { countryCode, regions, city: near }: Qualifier): boolean {
  if (city.countryCode === countryCode || regions.includes(`${city.countryCode}.${city.regionCode}`))
    return true;
  return near !== undefined && near.population >= city.population && distanceKm(near, city) <= SUBURB_KM;
}
