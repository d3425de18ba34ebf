import { citiesNamed, mostPopulous } from './cities.ts';
import { distanceKm } from './distance.ts';
import type { Postcode } from './postcodes.ts';
import { isKnown, parseQualifier, withoutNumbers, type Qualifier } from './qualifier.ts';
import { regionCodesNamed } from './regions.ts';
import { behindStreet } from './street-address.ts';

const NEAR_KM = 60;

/** Words for a post code, which say nothing about the place. */
const labels = /\b(?:zip\s?codes?|zip|post\s?codes?|postal\s?codes?|eircode|plz|cap|cp|cep)\b[\s:#]*/gi;

/** Crown dependencies and Gibraltar, whose addresses may end with the United Kingdom. */
const servedByRoyalMail = new Set(['JE', 'GG', 'IM', 'GI']);

/**
 * Tells whether the other words of a text place this post code where it is. Five digits are a house number, or a code of
 * another country, unless the town or the state agrees, as in `17032 SE Maple Blvd, Portland, OR` and `75001 Paris`.
 */
export function agrees(postcode: Postcode, parts: readonly string[]): boolean {
  const others = parts
    .map((part) => withoutCode(part, postcode))
    .filter((part) => /[\p{L}\p{N}]/u.test(part));
  if (others.length === 0) return true;
  const known = others.flatMap(qualifiersOfWords);
  if (contradicts(postcode, known)) return false;
  if (postcode.isUnmistakable) return true;
  const isFirst = parts.some(
    (part) => part.startsWith(postcode.code) && part.length > postcode.code.length + 5,
  );
  if (others.some((part) => namesTownNear(part, postcode, isFirst))) return true;
  if (isHouseNumber(postcode, parts)) return false;
  const isNamed = known.some(
    ({ countryCode, regions }) => isIn(postcode, countryCode) || regions.includes(postcode.region),
  );
  return isNamed && !others.some((part) => namesTownOf(part, postcode));
}

const withoutCode = (part: string, { code }: Postcode): string =>
  part
    .toUpperCase()
    .replace(code, ' ')
    .replace(labels, ' ')
    .replace(/-\d{4}\b/, ' ')
    .trim();

/** Returns the meanings of a part, and of its last word, which may be a state. */
function qualifiersOfWords(part: string): Qualifier[] {
  const text = withoutNumbers(part);
  const last = /\s(\S+)$/.exec(text)?.[1];
  return [text, ...(last === undefined ? [] : [last])].map(parseQualifier).filter(isKnown);
}

function contradicts(postcode: Postcode, known: readonly Qualifier[]): boolean {
  const countries = known.flatMap(({ countryCode }) => (countryCode === undefined ? [] : [countryCode]));
  const states = known.flatMap(({ regions }) => regions.filter((region) => region.startsWith('US.')));
  const isState = states.includes(postcode.region);
  if (postcode.region !== '' && states.length > 0 && !isState) return true;
  const isElsewhere = known.some(({ regions }) =>
    regions.some((region) => region.startsWith(`${postcode.countryCode}.`)),
  );
  return countries.length > 0 && !isState && !isElsewhere && !countries.some((code) => isIn(postcode, code));
}

const isIn = ({ countryCode }: Postcode, code: string | undefined): boolean =>
  code === countryCode || (code === 'GB' && servedByRoyalMail.has(countryCode));

/** A number before a street, as in `78701 Main St`. */
const isHouseNumber = ({ code }: Postcode, parts: readonly string[]): boolean =>
  parts.some((part) => part.startsWith(code) && behindStreet(part) !== undefined);

/** A number before a name is an American ZIP code only when the name is best known as an American town. */
const LEAST_SHARE = 1 / 20;

/** Tells whether a part without other numbers begins or ends with a town near the post code. */
function namesTownNear(part: string, postcode: Postcode, isBehindCode: boolean): boolean {
  if (/\d/.test(part)) return false;
  return beginnings(part).some((name) => {
    const towns = citiesNamed(name);
    const least = isBehindCode ? (mostPopulous(towns)?.population ?? 0) * LEAST_SHARE : 0;
    return towns.some((city) => city.population >= least && distanceKm(city, postcode) < NEAR_KM);
  });
}

/** A part that is a state, such as `California`, names no town. */
function namesTownOf(part: string, { countryCode }: Postcode): boolean {
  const text = withoutNumbers(part);
  if (regionCodesNamed(text).length > 0) return false;
  return citiesNamed(text).some((city) => city.countryCode === countryCode);
}

/** Returns the first one to four words, and the last one to three. */
function beginnings(part: string): string[] {
  const words = part.split(/\s+/);
  const first = [1, 2, 3, 4].map((count) => words.slice(0, count).join(' '));
  const last = [1, 2, 3].map((count) => words.slice(-count).join(' '));
  return [...new Set([...first, ...last])].filter((name) => name !== '');
}
