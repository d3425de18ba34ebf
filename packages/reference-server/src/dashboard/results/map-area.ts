import type { MapArea, MapPoint } from '../../providers/row-shape.ts';

/** The size of the map in units of its drawing. */
export const mapSize = { width: 720, height: 400 } as const;

/** Degrees of latitude. A smaller area would show nothing but dots. */
const LEAST_SPAN = 0.06;
/** The share of the span of the points that is left free at each side. */
const MARGIN = 0.12;
const MOST_LATITUDE = 85;
const DIGITS = 4;

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/**
 * Returns the area that shows all points in the proportions of the map. A degree of longitude is narrower than one of
 * latitude by the cosine of the latitude in the middle, so that the middle of the map is not distorted.
 */
export function areaOf(points: readonly MapPoint[]): MapArea {
  const lats = points.map(({ lat }) => Math.max(-MOST_LATITUDE, Math.min(MOST_LATITUDE, lat)));
  const [west, east] = spanOfLongitudes(points.map(({ lng }) => lng));
  const south = lats.reduce((least, lat) => Math.min(least, lat), MOST_LATITUDE);
  const north = lats.reduce((most, lat) => Math.max(most, lat), -MOST_LATITUDE);
  const middle = { lat: (south + north) / 2, lng: (west + east) / 2 };
  const shrink = Math.cos(radians(middle.lat));
  const needed = Math.max(
    LEAST_SPAN,
    north - south,
    ((east - west) * shrink * mapSize.height) / mapSize.width,
  );
  const height = Math.min(180, needed * (1 + 2 * MARGIN));
  const width = Math.min(360, (height * mapSize.width) / mapSize.height / shrink);
  return {
    west: rounded(middle.lng - width / 2),
    east: rounded(middle.lng + width / 2),
    south: rounded(middle.lat - height / 2),
    north: rounded(middle.lat + height / 2),
  };
}

const rounded = (degrees: number): number => Number(degrees.toFixed(DIGITS));

/** Returns the shortest span that holds all longitudes. It may end beyond 180 degrees. */
function spanOfLongitudes(lngs: readonly number[]): readonly [west: number, east: number] {
  const sorted = lngs.toSorted((a, b) => a - b);
  const first = sorted.at(0) ?? 0;
  const last = sorted.at(-1) ?? 0;
  let span: readonly [number, number] = [first, last];
  for (const [index, lng] of sorted.entries()) {
    const next = sorted[index + 1];
    if (next !== undefined && lng + 360 - next < span[1] - span[0]) span = [next, lng + 360];
  }
  return span;
}

/** A point of the drawing, from its left upper corner. */
export interface Dot {
  readonly x: number;
  readonly y: number;
}

/** Returns where a point lies in the drawing of an area: an equirectangular projection. */
export function project({ west, east, south, north }: MapArea, { lat, lng }: MapPoint): Dot {
  const turned = lng < west && lng + 360 <= east ? lng + 360 : lng;
  return {
    x: ((turned - west) / (east - west)) * mapSize.width,
    y: ((north - lat) / (north - south)) * mapSize.height,
  };
}

const KM_PER_DEGREE = 111.2;

/** Returns how many kilometres one unit of the drawing is in the middle of the map. */
export const kmPerUnit = ({ south, north }: MapArea): number =>
  ((north - south) * KM_PER_DEGREE) / mapSize.height;
