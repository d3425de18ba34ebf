import { distanceKm } from '../gazetteer/distance.ts';
import { foldName } from '../gazetteer/fold-name.ts';
import type { Place } from '../source.ts';

/** Largest distance between a point and the building around it, when a map has both for one business. */
const SAME_SPOT_KM = 0.15;

/**
 * Merges places that are one business: same name, same spot, and no different phone or house number.
 * The place with the most details is kept and completed with details of the others.
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
  if (distanceKm(a, b) > SAME_SPOT_KM) return false;
  const differs = (one: string, other: string): boolean => one !== '' && other !== '' && one !== other;
  return !differs(digits(a.phone), digits(b.phone)) && !differs(houseNumber(a), houseNumber(b));
}

/** Returns the last seven digits, which do not depend on the country code. */
const digits = (phone: string): string => phone.replace(/\D/g, '').slice(-7);

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
