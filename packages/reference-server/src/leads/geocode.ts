import { areaOfJoined, areasNamed } from './gazetteer/areas.ts';
import { bestKnown, citiesNamed, isCityAlias } from './gazetteer/cities.ts';
import { parseCoordinates } from './gazetteer/coordinates.ts';
import { countryCodeOf } from './gazetteer/countries.ts';
import { parseDistance } from './gazetteer/distance-phrase.ts';
import { byDistrict, byName } from './gazetteer/find-by-name.ts';
import { agrees } from './gazetteer/postcode-agreement.ts';
import { dominantCity, postcodesIn } from './gazetteer/postcodes.ts';
import { behindStreet } from './gazetteer/street-address.ts';
import { isTooLarge, namesNoPlace } from './gazetteer/no-places.ts';
import { circleAround, cityLocation, pointLocation, postcodeLocation } from './gazetteer/to-location.ts';
import type { Location } from './location.ts';

const MAX_CHARACTERS = 300;
const MAX_PARTS = 6;

const separator = /[,;\n、，،]/u;
const spacedDash = /\s[-–—|·]\s/u;
const districtWord =
  /^co\b\.?\s|\s(?:county|co\.?|province|district)$|^(?:county|provincia|landkreis|département)\s/i;

/**
 * Returns the location of a city, region, country, post code, area such as the Bay Area, or pair of coordinates, or null.
 * Needs no network. Among places of one name the best known is returned. For an unlisted suburb (`Soho, London`) or a
 * street the city is returned. A distance (`within 10 miles of Austin`) becomes the radius.
 */
export function geocode(text: string): Location | null {
  const { place, radiusKm } = parseDistance(text.slice(0, MAX_CHARACTERS));
  const found = byCoordinates(place) ?? byWords(place);
  if (found === undefined) return null;
  return radiusKm === undefined ? found : circleAround(found, radiusKm);
}

function byCoordinates(text: string): Location | undefined {
  const point = parseCoordinates(text);
  const city = point && dominantCity(point);
  return point && city && pointLocation(point, city);
}

function byWords(text: string): Location | undefined {
  const parts = text
    .split(separator)
    .flatMap((part) => (isOneName(part) ? [part] : part.split(spacedDash)))
    .map((part) => part.trim())
    .filter((part) => /[\p{L}\p{N}]/u.test(part))
    .slice(0, MAX_PARTS);
  return (
    byAlias(text) ??
    byPostcode(parts) ??
    byPlaces(withoutStreets(parts)) ??
    bySentence(text) ??
    bySeveral(text)
  );
}

/** Finds an alias that has a comma, such as `NY, NY`. */
function byAlias(text: string): Location | undefined {
  const city = text.includes(',') && isCityAlias(text) ? bestKnown(citiesNamed(text)) : undefined;
  return city && cityLocation(city);
}

/** `Congo - Kinshasa` and `Dallas - Fort Worth` are one name, `São Paulo - SP` is two. */
const isOneName = (part: string): boolean =>
  !spacedDash.test(part) ||
  countryCodeOf(part) !== undefined ||
  citiesNamed(part).length > 0 ||
  areasNamed(part).length > 0 ||
  areaOfJoined(part) !== undefined;

function byPostcode(parts: readonly string[]): Location | undefined {
  const postcode = parts.flatMap(postcodesIn).find((found) => agrees(found, parts));
  return postcode && postcodeLocation(postcode);
}

/** Leaves out streets, whose names are often those of towns. */
function withoutStreets(parts: readonly string[]): readonly string[] {
  return parts.map((part) => behindStreet(part) ?? part).filter((part) => part !== '');
}

/** Leaves out parts such as `remote`. The first may be a town with its region: `Earth, Texas`. */
function byPlaces(parts: readonly string[]): Location | undefined {
  const places = parts.filter((part) => !isTooLarge(part));
  const [head = ''] = parts;
  if (parts.length === 1 && namesNoPlace(head)) return undefined;
  const isNamed = isTooLarge(head) && places.length > 0;
  return (isNamed ? byParts([head, ...places]) : undefined) ?? byParts(places);
}

function byParts([head = '', ...rest]: readonly string[]): Location | undefined {
  if (head === '') return undefined;
  const finders = districtWord.test(head) ? [byDistrict, byName] : [byName, byDistrict];
  for (const find of finders) {
    const found = find(head, rest);
    if (found) return found;
  }
  const outer = byParts(rest);
  if (outer?.kind !== 'city') return undefined;
  // "NYC, SF" are two cities, of which neither lies in the other.
  const alone = bestKnown(citiesNamed(head));
  return alone && alone.population > outer.population ? cityLocation(alone) : outer;
}

/** Finds the largest of several cities, such as `NYC / SF`. */
function bySeveral(text: string): Location | undefined {
  const names = text.split(/[/+&|→↔✈]/u);
  if (names.length < 2 || names.length > MAX_PARTS) return undefined;
  const cities = names
    .map((name) => byParts([name.trim()]))
    .flatMap((found) => (found?.kind === 'city' ? [found] : []))
    .sort((a, b) => b.population - a.population);
  return cities.length === names.length ? cities[0] : undefined;
}

/** Finds the city of a text such as `dentists in Austin, TX`. */
function bySentence(text: string): Location | undefined {
  const place = /\sin\s+(\p{Lu}.*)$/u.exec(text)?.[1];
  const found = place === undefined ? undefined : byWords(place);
  return found?.kind === 'city' ? found : undefined;
}
