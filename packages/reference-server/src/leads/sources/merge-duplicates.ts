import { distanceKm } from '../gazetteer/distance.ts';
import { foldName } from '../gazetteer/fold-name.ts';
import type { Place } from '../source.ts';

/** Of a point in a building and the building itself, which both were drawn for one business. */
const sameSpotKm = 0.15;

/**
 * One place for each business that a map shows several times: same name, same spot, and nothing that tells them apart.
 * The place with the most details stays, and takes over what only the others know.
 */
export function mergeDuplicates(places: readonly Place[]): Place[] {
  const byName = new Map<string, Place[]>();
  for (const place of places) {
    const key = foldName(place.name) || place.name;
    const known = byName.get(key) ?? [];
    const twin = known.findIndex((other) => isSame(other, place));
    byName.set(
      key,
      twin === -1
        ? [...known, place]
        : known.map((other, index) => (index === twin ? merge(other, place) : other)),
    );
  }
  return [...byName.values()].flat();
}

function isSame(a: Place, b: Place): boolean {
  if (a.placeId === b.placeId) return true;
  if (distanceKm(a, b) > sameSpotKm) return false;
  const differs = (one: string, other: string): boolean => one !== '' && other !== '' && one !== other;
  return !differs(digits(a.phone), digits(b.phone)) && !differs(houseNumber(a), houseNumber(b));
}

/** The last digits, which numbers have in common with and without the code of their country. */
const digits = (phone: string): string => phone.replace(/\D/g, '').slice(-7);

/** The first number in the line of the street. */
const houseNumber = ({ address }: Place): string => /\d+/.exec(address.split(',')[0] ?? '')?.[0] ?? '';

function merge(a: Place, b: Place): Place {
  const [kept, other] = detail(b) > detail(a) ? [b, a] : [a, b];
  return {
    ...kept,
    phone: kept.phone || other.phone,
    website: kept.website || other.website,
    emails: [...new Set([...kept.emails, ...other.emails])],
  };
}

const detail = ({ phone, website, emails, address }: Place): number =>
  Number(phone !== '') + Number(website !== '') + emails.length + address.length / 1000;
