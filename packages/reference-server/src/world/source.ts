import { setImmediate } from 'node:timers/promises';
import { distanceKm } from '../leads/gazetteer/distance.ts';
import { citiesNear, cityById } from '../leads/gazetteer/cities.ts';
import { citiesOf } from '../leads/gazetteer/regions.ts';
import type { City } from '../leads/gazetteer/read-cities.ts';
import type { Location } from '../leads/location.ts';
import type { Niche } from '../leads/niches/preset-table.ts';
import type { Search, Source } from '../leads/source.ts';
import { placeAt, spotsOf, type Spot } from './businesses.ts';
import { companyNamed } from './company-named.ts';

/** After this many places the search yields to the event loop, so that a large one does not block the process. */
const PLACES_PER_TURN = 100;

/** Finds the businesses of the simulated internet. The result is a function of the seed and the search. */
export function createSimulatedSource(seed: string): Source {
  return {
    id: 'simulated',
    attribution: null,
    lookUp: (company) => Promise.resolve(companyNamed(seed, company)),
    async *discover({ niche, location, limit }: Search, signal?: AbortSignal) {
      const seen = new Set<string>();
      for (const spot of spotsIn(seed, niche, location)) {
        if (seen.size >= limit) return;
        signal?.throwIfAborted();
        const place = placeAt(seed, niche, spot);
        if (seen.has(place.placeId)) continue;
        seen.add(place.placeId);
        if (seen.size % PLACES_PER_TURN === 0) await setImmediate();
        yield place;
      }
    },
  };
}

/** Yields the spots of a town from its centre outwards. In a region the largest towns come first. */
function* spotsIn(seed: string, niche: Niche, location: Location): Generator<Spot> {
  if (location.kind === 'postcode' || location.kind === 'circle') {
    yield* aroundPoint(seed, niche, location);
    return;
  }
  for (const city of townsOf(location)) {
    yield* spotsOf(seed, niche, city).sort((a, b) => a.fromCentreKm - b.fromCentreKm);
  }
}

function townsOf(location: Location): readonly City[] {
  const { kind, cityId, countryCode, regionCode, radiusKm } = location;
  if (kind === 'district') {
    return citiesNear(location, radiusKm)
      .filter((city) => city.countryCode === countryCode && city.regionCode === regionCode)
      .sort((a, b) => b.population - a.population);
  }
  if (cityId === null) return citiesOf(countryCode, regionCode).sort((a, b) => b.population - a.population);
  const city = cityById(cityId);
  return city ? [city] : [];
}

const NEIGHBOUR_KM = 12;

/** Returns the spots within the radius of a post code or a circle, or all near ones when the radius holds none. */
function aroundPoint(seed: string, niche: Niche, location: Location): Spot[] {
  const [town] = location.cityId === null ? [] : townsOf(location);
  const nearKm = Math.max(NEIGHBOUR_KM, location.radiusKm);
  const towns = new Set([...(town ? [town] : []), ...citiesNear(location, nearKm)]);
  const spots = [...towns]
    .flatMap((city) => spotsOf(seed, niche, city))
    .map((spot) => ({ spot, away: distanceKm(location, spot) }))
    .sort((a, b) => a.away - b.away);
  const near = spots.filter(({ away }) => away <= location.radiusKm);
  return (near.length > 0 ? near : spots).map(({ spot }) => spot);
}
