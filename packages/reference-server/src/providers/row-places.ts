import { allCities } from '../leads/gazetteer/cities.ts';
import type { City } from '../leads/gazetteer/read-cities.ts';
import { geocode } from '../leads/geocode.ts';
import type { MapArea, MapPoint, MapTown, PlacedRow, ResultRow, RowPlaces } from './row-shape.ts';

/** The places of rows with coordinates in the columns `lat` and `lng`. */
export const placesOfCoordinates: RowPlaces = {
  townsIn,
  locate: (rows) => {
    const points = rows.map(coordinatesOf);
    const townAt = townFinder(points.filter((point) => point !== undefined));
    return points.map((point) => point && { point, town: townAt(point) });
  },
};

/** Looking up a town takes milliseconds, so the rows of more towns than these are not placed. */
const MOST_TOWNS = 25;
/** The towns that were looked up last, for the next page of the same job. */
const MOST_KNOWN = 1_000;
const knownTowns = new Map<string, PlacedRow | undefined>();

/** Returns the places of rows with an address and no coordinates, which is the middle of the town. */
export const placesOfAddresses = (column: string): RowPlaces => ({
  townsIn,
  locate: (rows) => {
    const towns = rows.map((row) => townOf(row[column]));
    const placed = new Map(
      [...new Set(towns)].slice(0, MOST_TOWNS).map((town) => [town, town === '' ? undefined : placeOf(town)]),
    );
    return towns.map((town) => placed.get(town));
  },
});

/** Leaves out the street and the post code, so that the addresses of one town have one text. */
function townOf(address: unknown): string {
  if (typeof address !== 'string') return '';
  return address
    .slice(address.indexOf(',') + 1)
    .replace(/\d{4,}(?:-\d+)?/g, '')
    .trim();
}

function placeOf(town: string): PlacedRow | undefined {
  if (!knownTowns.has(town)) {
    if (knownTowns.size >= MOST_KNOWN) knownTowns.clear();
    const found = geocode(town);
    const isTown = found?.kind === 'city' || found?.kind === 'postcode';
    knownTowns.set(town, isTown ? { point: found, town: found.label } : undefined);
  }
  return knownTowns.get(town);
}

function coordinatesOf({ lat, lng }: ResultRow): MapPoint | undefined {
  if (typeof lat !== 'number' || typeof lng !== 'number') return undefined;
  return Math.abs(lat) <= 90 && Math.abs(lng) <= 180 ? { lat, lng } : undefined;
}

function townsIn(area: MapArea, most: number): readonly MapTown[] {
  return allCities()
    .filter((city) => isIn(area, city))
    .sort((a, b) => b.population - a.population)
    .slice(0, most);
}

const isIn = ({ west, east, south, north }: MapArea, { lat, lng }: MapPoint): boolean =>
  lat >= south && lat <= north && ((lng >= west && lng <= east) || lng + 360 <= east);

/** Degrees. The towns in the cell of a point and in the eight cells around it are compared. */
const CELL = 0.5;
const COLUMNS = 360 / CELL;

/**
 * Returns a function that names the town of a point: the one with the most people for its squared distance, so that a
 * suburb counts as its city. The towns are read once for all points.
 */
function townFinder(points: readonly MapPoint[]): (point: MapPoint) => string | undefined {
  const cells = new Map<number, City[]>(points.flatMap(cellsAround).map((cell) => [cell, []]));
  const latitudes = points.map(({ lat }) => lat);
  const south = latitudes.reduce((least, lat) => Math.min(least, lat), 90) - 2 * CELL;
  const north = latitudes.reduce((most, lat) => Math.max(most, lat), -90) + 2 * CELL;
  for (const city of allCities())
    if (city.lat > south && city.lat < north) cells.get(cellNumber(columnOf(city), rowOf(city)))?.push(city);
  const around = new Map<number, readonly City[]>();
  return (point) => {
    const cell = cellNumber(columnOf(point), rowOf(point));
    const near = around.get(cell) ?? cellsAround(point).flatMap((one) => cells.get(one) ?? []);
    around.set(cell, near);
    return weightiest(point, near)?.name;
  };
}

const KM_PER_DEGREE = 111.2;

function weightiest({ lat, lng }: MapPoint, towns: readonly City[]): City | undefined {
  const shrink = Math.cos((lat * Math.PI) / 180);
  let best: City | undefined;
  let most = 0;
  for (const town of towns) {
    const north = town.lat - lat;
    const east = (((town.lng - lng + 540) % 360) - 180) * shrink;
    // Over these distances the earth is flat, and a thousand rows are compared with hundreds of towns.
    const km = KM_PER_DEGREE * Math.sqrt(north * north + east * east);
    const weight = (town.population + 1) / (km + 3) ** 2;
    if (weight > most) [best, most] = [town, weight];
  }
  return best;
}

const columnOf = ({ lng }: MapPoint): number => Math.floor(lng / CELL);
const rowOf = ({ lat }: MapPoint): number => Math.floor(lat / CELL);
const cellNumber = (column: number, row: number): number => row * COLUMNS + ((column + COLUMNS) % COLUMNS);

const steps = [-1, 0, 1];

const cellsAround = (point: MapPoint): readonly number[] =>
  steps.flatMap((dx) => steps.map((dy) => cellNumber(columnOf(point) + dx, rowOf(point) + dy)));
