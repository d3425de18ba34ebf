import { citiesNamed, isCityAlias, mostPopulous } from './gazetteer/cities.ts';
import { countryCodeOf, foreignCountryCodeOf } from './gazetteer/countries.ts';
import { distanceKm } from './gazetteer/distance.ts';
import { citiesOfDistrict, districtsNamed } from './gazetteer/districts.ts';
import { type Postcode, postcodesIn } from './gazetteer/postcodes.ts';
import { isKnown, parseQualifier, type Qualifier, qualifies } from './gazetteer/qualifier.ts';
import type { City } from './gazetteer/read-cities.ts';
import { extentOf, findRegion, type Region, regionCodesNamed } from './gazetteer/regions.ts';
import { cityLocation, districtLocation, postcodeLocation, regionLocation } from './gazetteer/to-location.ts';
import type { Location } from './location.ts';

const MAX_PARTS = 6;
const MAX_WORDS = 12;

/** Bounds the work for names that many districts share, such as Washington County. */
const MAX_DISTRICTS = 8;

/**
 * Returns the location of a city, region, country or post code (US, Canada, UK), or null. Needs no network.
 * Among places of one name the most populous is returned. For an unlisted suburb (`Soho, London`) the city is returned.
 */
export function geocode(text: string): Location | null {
  const parts = text.split(/[,;\n]/).map((part) => part.trim());
  const [head = '', ...rest] = parts.filter((part) => /[\p{L}\p{N}]/u.test(part)).slice(0, MAX_PARTS);
  if (head === '') return null;
  const named = /\bcounty\b/i.test(head) ? [byDistrict, byName] : [byName, byDistrict];
  for (const find of [byPostcode, ...named]) {
    const found = find(head, rest);
    if (found) return found;
  }
  return byOuterPart(rest) ?? null;
}

function byPostcode(head: string, rest: readonly string[]): Location | undefined {
  const postcode = [head, ...rest].flatMap(postcodesIn).find((found) => agrees(found, [head, ...rest]));
  return postcode && postcodeLocation(postcode);
}

/** Rejects five digits that are also an American ZIP code, as in `10115 Berlin` and `75001, France`. */
function agrees(postcode: Postcode, parts: readonly string[]): boolean {
  const others = parts
    .map((part) => part.toUpperCase().replace(postcode.code, ''))
    .filter((part) => /\p{L}/u.test(part));
  const words = others.flatMap((part) => [part, ...part.split(/\s+/)]).map(parseQualifier);
  const countries = words.flatMap(({ countryCode, regions }) => [
    countryCode,
    ...regions.map((code) => code.slice(0, 2)),
  ]);
  if (others.length === 0 || countries.includes(postcode.countryCode)) return true;
  const city = byName(others[0] ?? '', others.slice(1));
  return city !== undefined && distanceKm(city, postcode) < 60;
}

function byName(head: string, rest: readonly string[]): Location | undefined {
  const qualifiers = rest.map(parseQualifier);
  for (const name of plainerNames(head)) {
    const found = findByName(name, qualifiers) ?? (rest.length === 0 ? bySpaces(name) : undefined);
    if (found) return found;
  }
  return undefined;
}

/** Finds names without a comma, such as `Austin Texas`. */
function bySpaces(name: string): Location | undefined {
  const words = name.split(/\s+/).slice(0, MAX_WORDS);
  for (let cut = words.length - 1; cut > 0; cut--) {
    const together = parseQualifier(words.slice(cut).join(' '));
    const qualifiers = isKnown(together) ? [together] : words.slice(cut).map(parseQualifier);
    const found = qualifiers.every(isKnown)
      ? findByName(words.slice(0, cut).join(' '), qualifiers)
      : undefined;
    if (found) return found;
  }
  return undefined;
}

/** Finds the most populous county or borough of a name, such as `Kent, UK`. */
function byDistrict(head: string, rest: readonly string[]): Location | undefined {
  const qualifiers = rest.map(parseQualifier);
  const found = districtsNamed(head)
    .filter(({ countryCode, regionCode }) =>
      qualifiers.every(
        (one) => one.countryCode === countryCode || one.regions.includes(`${countryCode}.${regionCode}`),
      ),
    )
    .slice(0, MAX_DISTRICTS)
    .map((district) => ({ district, cities: citiesOfDistrict(district) }))
    .filter(({ cities }) => cities.length > 0)
    .map(({ district, cities }) => districtLocation(district, extentOf(cities)));
  return found.sort((a, b) => b.population - a.population)[0];
}

function byOuterPart(rest: readonly string[]): Location | undefined {
  const [outer, ...further] = rest;
  if (outer === undefined) return undefined;
  const found = byName(outer, further);
  return found?.kind === 'city' ? found : byOuterPart(further);
}

/** Prefers a city to the region of the same name (São Paulo), unless the city has less than a tenth of its people. */
function findByName(name: string, qualifiers: readonly Qualifier[]): Location | undefined {
  const city = findCity(name, qualifiers);
  const region = isCityAlias(name) && city ? undefined : findLargestRegion(name, qualifiers);
  if (city && (region === undefined || city.population >= region.population / 10)) return cityLocation(city);
  return region && regionLocation(region);
}

function findCity(name: string, qualifiers: readonly Qualifier[]): City | undefined {
  const known = qualifiers.filter(isKnown);
  if (qualifiers.length > 0 && known.length === 0) return undefined;
  return mostPopulous(
    citiesNamed(name).filter((city) => known.every((qualifier) => qualifies(city, qualifier))),
  );
}

function findLargestRegion(name: string, qualifiers: readonly Qualifier[]): Region | undefined {
  const codes = regionCodesNamed(name).map((code) => code.split('.'));
  const country =
    countryCodeOf(name) ??
    (codes.length === 0 && citiesNamed(name).length === 0 ? foreignCountryCodeOf(name) : undefined);
  const isWanted = (countryCode: string): boolean =>
    qualifiers.every((qualifier) => qualifier.countryCode === countryCode);
  const candidates = [...codes, ...(country === undefined ? [] : [[country]])]
    .filter(([countryCode = '']) => isWanted(countryCode))
    .map(([countryCode = '', regionCode = '']) => findRegion(countryCode, regionCode))
    .filter((region) => region !== undefined);
  return candidates.sort((a, b) => b.population - a.population)[0];
}

const leadingAddition =
  /^(?:the|in|near|around|city of|town of|county|landkreis|kreis|greater|downtown|uptown|central|inner|metro|metropolitan|old|north|south|east|west|northern|southern|eastern|western)\s+/i;
const trailingAddition =
  /\s+(?:area|metro|metro area|metropolitan area|city|city cent(?:re|er)|town|region|county|state|province|district|suburbs|and surroundings)$/i;

/** Returns the text, then variants without additions, as for `greater London`, `Dublin 2` and `80331 München`. */
function plainerNames(words: string): string[] {
  const withoutNumbers = words.replace(/\S*\d\S*/g, ' ').trim();
  const names = [
    words,
    withoutNumbers,
    words.replace(leadingAddition, ''),
    words.replace(trailingAddition, ''),
  ];
  return [...new Set(names)].filter((name) => name !== '');
}
