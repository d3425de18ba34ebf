import { html } from 'ghtml';
import type { MapArea, MapPoint, MapTown, PlacedRow, RowShape } from '../../providers/row-shape.ts';
import { areaOf, kmPerUnit, mapSize, project } from './map-area.ts';
import type { searchRows } from './choose-rows.ts';
import { withVisibleControls } from '../visible-text.ts';

const MOST_TOWNS = 10;
const MOST_LABELS = 8;

/** Renders a map of rows and, for those who do not see it, the number of rows in each town. */
export function renderMap(
  { places, noun }: Pick<RowShape, 'places' | 'noun'>,
  rows: ReturnType<typeof searchRows>,
): string {
  if (places === undefined || rows.length === 0) return '';
  const located = places.locate(rows);
  const placed = located.filter((place) => place !== undefined);
  const [, many] = noun;
  const missing = rows.length - placed.length;
  const notPlaced =
    missing === 0
      ? ''
      : html`<p>
          The map leaves out ${missing} of ${rows.length} ${many}, because they name no place that was found.
        </p>`;
  if (placed.length === 0)
    return html`<section class="card">
      <h3>Map</h3>
      !${notPlaced}
    </section>`;
  const area = areaOf(placed.map(({ point }) => point));
  return html`<section class="card" aria-labelledby="map">
    <h3 id="map">Map</h3>
    !${renderDrawing(area, {
      points: placed.map(({ point }) => point),
      towns: places.townsIn(area, 4 * MOST_LABELS),
      title: `Map of ${placed.length} ${many}`,
    })}
    !${notPlaced} !${renderTowns(placed, many)}
    <p class="faint">
      <small>Outlines: Natural Earth, public domain. Towns: GeoNames, CC BY 4.0.</small>
    </p>
  </section>`;
}

interface Drawing {
  readonly points: readonly MapPoint[];
  /** The largest first. */
  readonly towns: readonly MapTown[];
  readonly title: string;
}

function renderDrawing(area: MapArea, { points, towns, title }: Drawing): string {
  const { width, height } = mapSize;
  const { west, south, east, north } = area;
  return html`<svg class="map" viewBox="0 0 ${width} ${height}" role="img" aria-label="${title}">
    <image
      href="/dashboard/outline.svg?area=${west},${south},${east},${north}"
      width="${width}"
      height="${height}"
    />
    <path class="leads" d="${drawDots(area, points)}" />
    !${renderLabels(area, towns)} !${renderScale(area)}
  </svg>`;
}

/** Units of the drawing. Dots that are nearer to each other are drawn as one. */
const GRID = 4;

/** A line without length has round ends, so it is a dot. Each position is counted from the one before. */
function drawDots(area: MapArea, points: readonly MapPoint[]): string {
  const cells = new Set(
    points.map((point) => {
      const { x, y } = project(area, point);
      return Math.round(y / GRID) * mapSize.width + Math.round(x / GRID);
    }),
  );
  let from = { x: 0, y: 0 };
  const steps = [...cells]
    .sort((a, b) => a - b)
    .map((cell) => {
      const to = { x: (cell % mapSize.width) * GRID, y: Math.floor(cell / mapSize.width) * GRID };
      const step = `m${to.x - from.x} ${to.y - from.y}h0`;
      from = to;
      return step;
    });
  return steps.join('');
}

/** Leaves out a town whose name would cover that of a larger one, or end outside. */
function renderLabels(area: MapArea, towns: readonly MapTown[]): string {
  const labels: { readonly x: number; readonly y: number; readonly name: string }[] = [];
  for (const town of towns) {
    const { x, y } = project(area, town);
    const name = withVisibleControls(town.name);
    const halfWidth = name.length * 4.5;
    const fits = x > halfWidth && x < mapSize.width - halfWidth && y > 20 && y < mapSize.height - 30;
    const isFree = labels.every(
      (other) => Math.abs(other.y - y) > 18 || Math.abs(other.x - x) > halfWidth + other.name.length * 4.5,
    );
    if (fits && isFree && labels.length < MOST_LABELS) labels.push({ x, y, name });
  }
  return labels
    .map(
      ({ x, y, name }) =>
        html`<text x="${Math.round(x)}" y="${Math.round(y) - 7}" text-anchor="middle">${name}</text>`,
    )
    .join('');
}

const lengths = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000];
const MOST_SCALE = 130;

/** Renders a line with its length in kilometres. */
function renderScale(area: MapArea): string {
  const unit = kmPerUnit(area);
  const km = lengths.findLast((length) => length / unit <= MOST_SCALE) ?? 0.1;
  const y = mapSize.height - 12;
  return html`<path class="scale" d="M12 ${y}h${Math.round(km / unit)}" />
    <text x="12" y="${y - 6}">${km.toLocaleString('en')} km</text>`;
}

function renderTowns(placed: readonly PlacedRow[], many: string): string {
  const counts = new Map<string, number>();
  for (const { town = 'no town near' } of placed) counts.set(town, (counts.get(town) ?? 0) + 1);
  const sorted = [...counts].sort(([, a], [, b]) => b - a);
  const rest = sorted.slice(MOST_TOWNS);
  const restSum = rest.reduce((sum, [, count]) => sum + count, 0);
  return html`<p>
    ${many[0]?.toUpperCase()}${many.slice(1)} by town:
    ${sorted
      .slice(0, MOST_TOWNS)
      .map(([town, count]) => `${withVisibleControls(town)} ${count}`)
      .join(', ')}${rest.length === 0 ? '' : `, ${restSum} in ${rest.length} other towns`}.
  </p>`;
}
