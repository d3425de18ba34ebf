import { pointAt, type Point } from '../leads/gazetteer/distance.ts';
import type { City } from '../leads/gazetteer/read-cities.ts';
import type { Niche } from '../leads/niches/preset-table.ts';
import { type Place, placeFrom } from '../leads/source.ts';
import { inventAddress, inventPhone } from './contact-details.ts';
import { domainOf } from './domain-code.ts';
import { perThousandPeople, smallestNumber } from './density.ts';
import { inventName, slugWords } from './names.ts';
import { createRandom, digest, type Random } from './random.ts';
import { siteBehaviour } from './site/site-behaviour.ts';

/** Returns the number of businesses of a niche in a town, which is always the same for a seed. */
export function countBusinesses(seed: string, niche: Niche, city: City): number {
  const random = createRandom(seed, 'count', niche.id, city.id);
  const expected = (perThousandPeople(niche) * city.population) / 1000;
  const spread = 0.9 + random.next() * 0.2;
  return smallestNumber(niche, random) + Math.round(expected * spread);
}

export interface Spot extends Point {
  readonly city: City;
  /** The position in the list of the town. A business is a function of seed, niche, town and this index. */
  readonly index: number;
  readonly fromCentreKm: number;
}

/** Returns the positions of a town's businesses, denser towards its centre. */
export function spotsOf(seed: string, niche: Niche, city: City): Spot[] {
  const random = createRandom(seed, 'spots', niche.id, city.id);
  const radiusKm = 1 + 0.01 * Math.sqrt(city.population);
  return Array.from({ length: countBusinesses(seed, niche, city) }, (_, index) => {
    const fromCentreKm = radiusKm * random.next() ** 0.9;
    return { city, index, fromCentreKm, ...pointAt(city, fromCentreKm, random.next() * 2 * Math.PI) };
  });
}

export function placeAt(seed: string, niche: Niche, { city, index, lat, lng }: Spot): Place {
  const random = createRandom(seed, 'place', niche.id, city.id, index);
  const name = inventName(niche, city, random);
  const rated = random.chance(0.92);
  return placeFrom({
    placeId: `ChIJ${digest(seed, 'id', niche.id, city.id, index).toString('base64url').slice(0, 23)}`,
    name,
    address: inventAddress(city, random),
    phone: random.chance(0.93) ? inventPhone(city, random) : '',
    website: random.chance(0.84) ? inventWebsite(seed, name, city, random) : '',
    rating: rated ? inventRating(random) : null,
    reviewsCount: rated ? 1 + Math.floor(600 * random.next() ** 2.5) : null,
    lat: Math.round(lat * 1e5) / 1e5,
    lng: Math.round(lng * 1e5) / 1e5,
    category: random.chance(0.98) ? niche.label : '',
  });
}

/** Ratings are between 3.2 and 5, mostly near 4.6. */
const inventRating = (random: Random): number => Math.round((5 - 1.8 * random.next() ** 1.8) * 10) / 10;

function inventWebsite(seed: string, name: string, city: City, random: Random): string {
  const domain = domainOf(seed, { brand: slugWords(name), cityId: city.id, variant: random.below(8) });
  const host = siteBehaviour(seed, domain) === 'www-only' || random.chance(0.4) ? `www.${domain}` : domain;
  return `http://${host}${random.chance(0.7) ? '/' : ''}`;
}
