import type { Point } from '../gazetteer/distance.ts';
import type { Niche } from '../niche.ts';

/** Inside the boundary that a relation draws, or within a circle. */
export type OverpassArea =
  { readonly boundaryId: number } | { readonly centre: Point; readonly radiusKm: number };

export interface OverpassQueryOptions {
  readonly niche: Niche;
  readonly area: OverpassArea;
  /** Elements in the answer at most. */
  readonly most: number;
}

/** What a server may spend on one query, https://wiki.openstreetmap.org/wiki/Overpass_API/Overpass_QL#Settings. */
export const QUERY_TIMEOUT_S = 60;
const MAX_BYTES = 268_435_456;

/** Areas made from relations are numbered from here. */
const FIRST_AREA = 3_600_000_000;

const businessKeys = '^(shop|office|craft|amenity|healthcare|leisure|tourism|club)$';

/** Named businesses of a niche in Overpass QL: by their tags or, without any, by the words of their name. */
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

function filters({ id, tags }: Niche): string {
  if (tags.length > 0)
    return `${tags.map(([key, value]) => `[${quoted(key)}=${quoted(value)}]`).join('')}["name"]`;
  const words = id.replace(/^words\//, '').split('-');
  const named = words.map((word) => `["name"~${quoted(literal(word))},i]`).join('');
  return `[~${quoted(businessKeys)}~"."]${named}`;
}

const circle = ({ lat, lng }: Point, radiusKm: number): string =>
  `(around:${Math.round(radiusKm * 1000)},${lat.toFixed(5)},${lng.toFixed(5)})`;

/** A string of Overpass QL that means exactly this text; control characters cannot stand in a tag. */
export const quoted = (text: string): string => `"${text.replace(/\p{Cc}/gu, '').replace(/["\\]/g, '\\$&')}"`;

/** A regular expression that matches exactly this text. */
const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
