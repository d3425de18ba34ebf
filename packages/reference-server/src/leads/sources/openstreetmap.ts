import { distanceKm } from '../gazetteer/distance.ts';
import type { Location } from '../location.ts';
import { type Place, type Search, type Source, SourceRefusedError } from '../source.ts';
import { mergeDuplicates } from './merge-duplicates.ts';
import type { Nominatim } from './nominatim.ts';
import { osmPlace } from './osm-place.ts';
import type { OsmElement } from './overpass-answer.ts';
import type { Overpass } from './overpass.ts';
import { overpassQuery, type OverpassArea } from './overpass-query.ts';

export interface OpenStreetMapOptions {
  readonly nominatim: Nominatim;
  readonly overpass: Overpass;
}

/** Required by https://www.openstreetmap.org/copyright. */
export const OSM_ATTRIBUTION =
  'Data (c) OpenStreetMap contributors, ODbL 1.0, https://www.openstreetmap.org/copyright';

/** Limits of elements per query. They exceed the wanted places, because the nearest are chosen from the elements. */
const MIN_ELEMENTS = 500;
const MAX_ELEMENTS = 20_000;
const MAX_QUERIES = 5;
const MAX_RETRY_RADIUS_KM = 50;
const MIN_RADIUS_KM = 0.5;
const largeKinds = new Set<Location['kind']>(['district', 'region', 'country']);

/** Finds businesses in OpenStreetMap, those nearest to the centre of the location first. */
export function createOpenStreetMapSource({ nominatim, overpass }: OpenStreetMapOptions): Source {
  return {
    id: 'openstreetmap',
    attribution: OSM_ATTRIBUTION,
    locate: async (text, signal) => await nominatim.find(text, signal),
    async *discover(search: Search, signal?: AbortSignal) {
      const { niche, location, limit } = search;
      const area = await areaOf(location, nominatim, signal);
      const elements = await collect(overpass, { ...search, area }, signal);
      const places = elements
        .map((element) => osmPlace(element, niche, location))
        .filter((one) => one !== undefined);
      yield* byDistance(mergeDuplicates(places), location).slice(0, limit);
    },
  };
}

/** Returns the boundary of a district, region or country, because a circle would include places outside of it. */
async function areaOf(location: Location, nominatim: Nominatim, signal?: AbortSignal): Promise<OverpassArea> {
  const { boundaryId } = location;
  if (boundaryId !== undefined) return { boundaryId };
  const found = largeKinds.has(location.kind) ? await nominatim.find(location.label, signal) : null;
  if (found?.boundaryId !== undefined) return { boundaryId: found.boundaryId };
  return { centre: location, radiusKm: location.radiusKm };
}

type Collecting = Search & { readonly area: OverpassArea };

/** Searches smaller circles after a query that reached its limit or took too long, to find the nearest places. */
async function collect(
  overpass: Overpass,
  { niche, location, limit, area }: Collecting,
  signal?: AbortSignal,
): Promise<OsmElement[]> {
  const most = Math.min(MAX_ELEMENTS, Math.max(MIN_ELEMENTS, limit * 2));
  const found = new Map<string, OsmElement>();
  let now = area;
  let wasComplete = false;
  for (let queries = 1; ; queries++) {
    const { elements, isComplete } = await overpass.run(overpassQuery({ niche, area: now, most }), signal);
    for (const element of elements) found.set(`${element.type}${element.id}`, element);
    wasComplete ||= isComplete;
    const isShort = elements.length < most || most === MAX_ELEMENTS;
    if (isComplete && (isShort || 'boundaryId' in now)) break;
    const radiusKm = Math.min(MAX_RETRY_RADIUS_KM, ('radiusKm' in now ? now : location).radiusKm / 2);
    if (queries === MAX_QUERIES || radiusKm < MIN_RADIUS_KM) break;
    now = { centre: location, radiusKm };
  }
  if (found.size === 0 && !wasComplete) throw new SourceRefusedError(TOO_LARGE);
  return [...found.values()];
}

const TOO_LARGE =
  'OpenStreetMap could not finish this search in the time it allows. Search a smaller place, or a narrower kind of business.';

const byDistance = (places: readonly Place[], from: Location): Place[] =>
  places
    .map((place) => ({ place, away: distanceKm(from, place) }))
    .sort((a, b) => a.away - b.away || (a.place.placeId < b.place.placeId ? -1 : 1))
    .map(({ place }) => place);
