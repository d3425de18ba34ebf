import { distanceKm, type Point } from '../gazetteer/distance.ts';

/** A rectangle on the map, in degrees; it does not cross the 180th meridian. */
export interface Cell {
  readonly south: number;
  readonly west: number;
  readonly north: number;
  readonly east: number;
}

const KM_PER_DEGREE = 111.2;
const clamp = (value: number, most: number): number => Math.max(-most, Math.min(most, value));

/** Returns the square around a circle. */
export function cellAround({ lat, lng }: Point, radiusKm: number): Cell {
  const high = radiusKm / KM_PER_DEGREE;
  const wide = high / Math.max(0.05, Math.cos((lat * Math.PI) / 180));
  return {
    south: clamp(lat - high, 90),
    west: clamp(lng - wide, 180),
    north: clamp(lat + high, 90),
    east: clamp(lng + wide, 180),
  };
}

/** Returns the four quarters of a cell, the nearest to `centre` first. */
export function quarter(cell: Cell, centre: Point): Cell[] {
  const { south, west, north, east } = cell;
  const { lat, lng } = middle(cell);
  const quarters = [
    { south, west, north: lat, east: lng },
    { south, west: lng, north: lat, east },
    { south: lat, west, north, east: lng },
    { south: lat, west: lng, north, east },
  ];
  return quarters.sort((a, b) => distanceKm(middle(a), centre) - distanceKm(middle(b), centre));
}

export const heightKm = ({ south, north }: Cell): number => (north - south) * KM_PER_DEGREE;

const middle = ({ south, west, north, east }: Cell): Point => ({
  lat: (south + north) / 2,
  lng: (west + east) / 2,
});
