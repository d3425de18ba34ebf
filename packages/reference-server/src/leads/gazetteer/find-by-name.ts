import type { Location } from '../location.ts';
import { spelledOut } from './abbreviations.ts';
import { areaOfJoined, areasNamed, type Area } from './areas.ts';
import { bestKnown, citiesAlsoNamed, citiesNamed, isCityAlias, mostPopulous } from './cities.ts';
import { countryCodeOf, foreignCountryCodeOf } from './countries.ts';
import { distanceKm } from './distance.ts';
import { countryOfKnownCounty } from './district-aliases.ts';
import { citiesOfDistrict, districtsNamed } from './districts.ts';
import { plainerNames, type PlainerName } from './plainer-names.ts';
import {
  isKnown,
  parseQualifier,
  type Qualifier,
  qualifies,
  qualifiersIn,
  qualifiersInPart,
} from './qualifier.ts';
import type { City } from './read-cities.ts';
import { isRenowned } from './renowned-towns.ts';
import { extentOf, findRegion, type Region, regionCodesNamed } from './regions.ts';
import {
  areaLocation,
  cityLocation,
  districtLocation,
  regionLocation,
  withSurroundings,
} from './to-location.ts';

const MAX_WORDS = 12;

/** Bounds the work for names that many districts share, such as Washington County. */
const MAX_DISTRICTS = 32;

/**
 * A part of a smaller town is not searched for: `East Bay` is no part of Bay in the Philippines. The name of a country in
 * another language may be that of a smaller town (`España`), but not of a larger one (`Franca`).
 */
const LEAST_PEOPLE_OF_CITY = 100_000;

/** Finds the city, area, region or country of a name. `rest` has the parts behind it, such as a state. */
export function byName(head: string, rest: readonly string[]): Location | undefined {
  const qualifiers = qualifiersOf(rest);
  for (const plain of plainerNames(head)) {
    // "my" and "me" are country codes only when nothing else was typed, and "Co." is none.
    if (/^[a-z]{1,2}\.?$/i.test(plain.name) && !(plain.name === head && /^[a-z]+$/i.test(head))) continue;
    for (const name of [plain.name, ...spelledOut(plain.name)]) {
      const found = plain.isPartOfRegion ? regionNamed(name, qualifiers) : placeNamed(name, qualifiers);
      if (found && isMeant(found, plain)) return plain.isWide ? withSurroundings(found) : found;
    }
  }
  return undefined;
}

function placeNamed(name: string, qualifiers: readonly Qualifier[]): Location | undefined {
  const found = findByName(name, qualifiers) ?? bySpaces(name, qualifiers) ?? byJoined(name, qualifiers);
  return (qualifiers.length === 0 && largerCounty(name, found)) || found;
}

function regionNamed(name: string, qualifiers: readonly Qualifier[]): Location | undefined {
  const region = findLargestRegion(name, qualifiers);
  return region && regionLocation(region);
}

/** Returns the county of the name when it is larger than the place: Kent in England, and not the town in Washington. */
function largerCounty(name: string, place: Location | undefined): Location | undefined {
  const countryCode = countryOfKnownCounty(name);
  const county = countryCode === undefined ? undefined : byDistrict(name, [countryCode]);
  if (place === undefined || county === undefined) return county;
  const share = place.countryCode === countryCode ? 10 : 1;
  return county.population > place.population * share ? county : undefined;
}

function isMeant({ kind, population }: Location, { isPart, hadNumber }: PlainerName): boolean {
  if (hadNumber && (kind === 'region' || kind === 'country')) return false;
  return !isPart || population >= LEAST_PEOPLE_OF_CITY;
}

/** Returns a qualifier that nothing satisfies when there are parts, but none is known. */
function qualifiersOf(rest: readonly string[]): readonly Qualifier[] {
  const known = rest.flatMap(qualifiersInPart);
  const isUnknown = known.length === 0 && rest.some((part) => /\p{L}/u.test(part));
  return isUnknown ? [{ countryCode: undefined, regions: [], city: undefined, areas: [] }] : known;
}

/** Finds names without a comma, such as `Austin Texas`, and without a space, such as `北京市朝阳区`. */
function bySpaces(name: string, qualifiers: readonly Qualifier[]): Location | undefined {
  const words = name.split(/\s+/);
  if (words.length > MAX_WORDS) return undefined;
  for (let cut = words.length - 1; cut > 0; cut--) {
    const inner = [...qualifiersIn(words.slice(cut).join(' ')), ...qualifiers];
    if (inner.length === qualifiers.length) continue;
    const found = findByName(words.slice(0, cut).join(' '), inner);
    if (found) return found;
  }
  return byLargestFirst(name, qualifiers);
}

const MAX_EAST_ASIAN = 40;
const eastAsian = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** Finds an East Asian address, which begins with its largest place: `広東省深圳市`, `서울 강남구`. */
function byLargestFirst(name: string, qualifiers: readonly Qualifier[]): Location | undefined {
  if (!eastAsian.test(name) || name.length > MAX_EAST_ASIAN) return undefined;
  for (let cut = Math.min(name.length - 1, MAX_WORDS); cut > 1; cut--) {
    const outer = name.slice(0, cut).trim();
    const region = parseQualifier(outer);
    if (!isKnown(region)) continue;
    const inner = name.slice(cut).trim();
    const found =
      findByName(inner, [region, ...qualifiers]) ?? byLargestFirst(inner, [region, ...qualifiers]);
    const place = found ?? findByName(outer, qualifiers);
    if (place) return place;
  }
  return undefined;
}

function byJoined(name: string, qualifiers: readonly Qualifier[]): Location | undefined {
  const area = areaOfJoined(name);
  return area && isWithin(area, qualifiers) ? areaLocation(area) : undefined;
}

/** `County Durham`, while American counties are written `Durham County`. */
const britishForm = /^co(?:unty|\.)?\s/i;

/** Finds the most populous county or borough of a name, such as `Kent, UK`. */
export function byDistrict(head: string, rest: readonly string[]): Location | undefined {
  const qualifiers = qualifiersOf(rest);
  const area = areasNamed(head).find((one) => isWithin(one, qualifiers));
  if (area) return areaLocation(area);
  const found = districtsNamed(head.replace(/\([^()]*\)|\b\d+\b/g, ' '))
    .filter(({ countryCode, regionCode }) =>
      qualifiers.every(
        (one) => one.countryCode === countryCode || one.regions.includes(`${countryCode}.${regionCode}`),
      ),
    )
    .slice(0, MAX_DISTRICTS)
    .map((district) => ({ district, cities: citiesOfDistrict(district) }))
    .filter(({ cities }) => cities.length > 0)
    .map(({ district, cities }) => districtLocation(district, extentOf(cities)));
  const isBritish = ({ countryCode }: Location): boolean =>
    britishForm.test(head) && /^(?:GB|IE)$/.test(countryCode);
  return found.sort((a, b) => Number(isBritish(b)) - Number(isBritish(a)) || b.population - a.population)[0];
}

/** Prefers a city to the region of the same name (São Paulo), unless the city has less than a tenth of its people. */
function findByName(name: string, qualifiers: readonly Qualifier[]): Location | undefined {
  const city = findCity(name, qualifiers);
  if (city && qualifiers.length === 0 && isRenowned(city)) return cityLocation(city);
  const area = areasNamed(name).find((one) => isWithin(one, qualifiers));
  const region = (isCityAlias(name) && city) || area ? undefined : findLargestRegion(name, qualifiers);
  const larger = area ?? region;
  if (city && (larger === undefined || isPreferred(city, larger))) return cityLocation(city);
  if (area) return areaLocation(area);
  return region && regionLocation(region);
}

/** A listed area elsewhere is compared as it is, because it is well known: Bali, and not the town in India. */
function isPreferred(city: City, larger: Area | Region): boolean {
  const isListedElsewhere = !('code' in larger) && distanceKm(city, larger) > larger.radiusKm;
  return city.population >= larger.population / (isListedElsewhere ? 1 : 10);
}

const isWithin = (area: Area, qualifiers: readonly Qualifier[]): boolean =>
  qualifiers.every(
    ({ countryCode, regions, city }) =>
      countryCode === area.countryCode ||
      area.regionCodes.some((code) => regions.includes(`${area.countryCode}.${code}`)) ||
      (city !== undefined && distanceKm(city, area) < area.radiusKm),
  );

function findCity(name: string, qualifiers: readonly Qualifier[]): City | undefined {
  if (qualifiers.length === 0) return bestKnown(citiesNamed(name));
  const isMeant = (city: City): boolean => qualifiers.every((qualifier) => qualifies(city, qualifier));
  return (
    mostPopulous(citiesNamed(name).filter(isMeant)) ?? mostPopulous(citiesAlsoNamed(name).filter(isMeant))
  );
}

function findLargestRegion(name: string, qualifiers: readonly Qualifier[]): Region | undefined {
  const codes = regionCodesNamed(name).map((code) => code.split('.'));
  const isFree = codes.length === 0 && (bestKnown(citiesNamed(name))?.population ?? 0) < LEAST_PEOPLE_OF_CITY;
  const country = countryCodeOf(name) ?? (isFree ? foreignCountryCodeOf(name) : undefined);
  const isWanted = (countryCode: string): boolean =>
    qualifiers.every((qualifier) => qualifier.countryCode === countryCode);
  const candidates = [...codes, ...(country === undefined ? [] : [[country]])]
    .filter(([countryCode = '']) => isWanted(countryCode))
    .map(([countryCode = '', regionCode = '']) => findRegion(countryCode, regionCode))
    .filter((region) => region !== undefined);
  // Two letters are more often a state of the United States than one of Brazil.
  const isState = ({ countryCode, code }: Region): boolean =>
    name.length === 2 && countryCode === 'US' && code !== '';
  return candidates.sort((a, b) => Number(isState(b)) - Number(isState(a)) || b.population - a.population)[0];
}
