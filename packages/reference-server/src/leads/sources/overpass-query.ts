import type { Point } from '../gazetteer/distance.ts';
import { wordsInNames } from '../niches.ts';
import type { Niche } from '../niches/preset-table.ts';

/** The area within the boundary of a relation, or within a circle. */
export type OverpassArea =
  { readonly boundaryId: number } | { readonly centre: Point; readonly radiusKm: number };

export interface OverpassQueryOptions {
  readonly niche: Niche;
  readonly area: OverpassArea;
  /** Limit of elements in the answer. */
  readonly most: number;
}

/** Limits of one query, https://wiki.openstreetmap.org/wiki/Overpass_API/Overpass_QL#Settings. */
export const QUERY_TIMEOUT_S = 60;
const MAX_BYTES = 268_435_456;

/** The id of an area is this number plus the id of its relation. */
const FIRST_AREA = 3_600_000_000;

const BUSINESS_KEYS = '^(shop|office|craft|amenity|healthcare|leisure|tourism|club)$';

/** Returns an Overpass QL query for the named businesses of a niche, by its tags or else by words of the name. */
export function overpassQuery({ niche, area, most }: OverpassQueryOptions): string {
  const place =
    'boundaryId' in area
      ? { set: `area(${FIRST_AREA + area.boundaryId})->.place;\n`, filter: '(area.place)' }
      : { set: '', filter: circle(area.centre, area.radiusKm) };
  return [
    `[out:json][timeout:${QUERY_TIMEOUT_S}][maxsize:${MAX_BYTES}];\n`,
    place.set,
    `nwr${filters(niche)}${place.filter};\n`,
    `out tags center ${most};`,
  ].join('');
}

function filters(niche: Niche): string {
  if (niche.tags.length > 0)
    return `${niche.tags.map(([key, value]) => `[${quoted(key)}=${quoted(value)}]`).join('')}["name"]`;
  const named = wordsInNames(niche)
    .map((word) => `["name"~${quoted(literal(word))},i]`)
    .join('');
  return `[~${quoted(BUSINESS_KEYS)}~"."]${named}`;
}

const circle = ({ lat, lng }: Point, radiusKm: number): string =>
  `(around:${Math.round(radiusKm * 1000)},${lat.toFixed(5)},${lng.toFixed(5)})`;

/** Returns an Overpass QL string literal. Control characters are removed, because tags do not contain any. */
export const quoted = (text: string): string => `"${text.replace(/\p{Cc}/gu, '').replace(/["\\]/g, '\\$&')}"`;

/** Returns a regular expression that matches this text. */
const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
