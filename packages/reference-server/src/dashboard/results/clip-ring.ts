import type { MapArea } from '../../providers/row-shape.ts';

/** Longitude and latitude in degrees. */
export type Position = readonly [lng: number, lat: number];

interface Edge {
  readonly isInside: (position: Position) => boolean;
  /** Returns the position where a line crosses the edge. */
  readonly cross: (from: Position, to: Position) => Position;
}

/** Cuts a ring at the edges of an area, one edge after the other (Sutherland and Hodgman, 1974). */
export function clipRing(
  ring: readonly Position[],
  { west, east, south, north }: MapArea,
): readonly Position[] {
  const edges: readonly Edge[] = [
    { isInside: ([lng]) => lng >= west, cross: atLongitude(west) },
    { isInside: ([lng]) => lng <= east, cross: atLongitude(east) },
    { isInside: ([, lat]) => lat >= south, cross: atLatitude(south) },
    { isInside: ([, lat]) => lat <= north, cross: atLatitude(north) },
  ];
  return edges.reduce(clipAt, ring);
}

function clipAt(ring: readonly Position[], { isInside, cross }: Edge): readonly Position[] {
  const clipped: Position[] = [];
  let from = ring.at(-1);
  for (const to of ring) {
    if (from !== undefined && isInside(from) !== isInside(to)) clipped.push(cross(from, to));
    if (isInside(to)) clipped.push(to);
    from = to;
  }
  return clipped;
}

const atLongitude =
  (lng: number) =>
  ([x, y]: Position, [toX, toY]: Position): Position => [lng, y + ((lng - x) / (toX - x)) * (toY - y)];

const atLatitude =
  (lat: number) =>
  ([x, y]: Position, [toX, toY]: Position): Position => [x + ((lat - y) / (toY - y)) * (toX - x), lat];
