import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { MapArea } from '../../providers/row-shape.ts';
import { clipRing, type Position } from './clip-ring.ts';
import { mapSize, project } from './map-area.ts';

/** The parts that are used of a file of `world-atlas`, which has the countries of Natural Earth as TopoJSON. */
interface Atlas {
  readonly transform: { readonly scale: Position; readonly translate: Position };
  readonly arcs: readonly (readonly Position[])[];
  readonly objects: { readonly countries: { readonly geometries: readonly Geometry[] } };
}

type Geometry =
  | { readonly type: 'Polygon'; readonly arcs: readonly (readonly number[])[] }
  | { readonly type: 'MultiPolygon'; readonly arcs: readonly (readonly (readonly number[])[])[] };

interface Ring extends MapArea {
  /** In degrees. */
  readonly positions: readonly Position[];
}

/** Areas that are wider, in degrees, are drawn from the coarser file. */
const WIDE = 40;

const files = { coarse: 'countries-110m.json', fine: 'countries-50m.json' } as const;
const known = new Map<string, readonly Ring[]>();

function ringsOf(file: string): readonly Ring[] {
  const rings = known.get(file) ?? readRings(file);
  known.set(file, rings);
  return rings;
}

function readRings(file: string): readonly Ring[] {
  const path = createRequire(import.meta.url).resolve(`world-atlas/${file}`);
  const atlas = JSON.parse(readFileSync(path, 'utf8')) as Atlas;
  const arcs = atlas.arcs.map((arc) => decodeArc(arc, atlas.transform));
  return atlas.objects.countries.geometries
    .flatMap((geometry) => (geometry.type === 'Polygon' ? geometry.arcs : geometry.arcs.flat()))
    .map((ring) =>
      toRing(ring.flatMap((index) => (index < 0 ? (arcs[~index] ?? []).toReversed() : (arcs[index] ?? [])))),
    );
}

/** The positions of an arc are whole numbers, each counted from the one before. */
function decodeArc(arc: readonly Position[], { scale, translate }: Atlas['transform']): readonly Position[] {
  let x = 0;
  let y = 0;
  return arc.map(([dx, dy]) => {
    x += dx;
    y += dy;
    return [x * scale[0] + translate[0], y * scale[1] + translate[1]];
  });
}

function toRing(positions: readonly Position[]): Ring {
  const ring = { positions, west: 180, east: -180, south: 90, north: -90 };
  for (const [lng, lat] of positions) {
    ring.west = Math.min(ring.west, lng);
    ring.east = Math.max(ring.east, lng);
    ring.south = Math.min(ring.south, lat);
    ring.north = Math.max(ring.north, lat);
  }
  return ring;
}

/** Draws the countries of an area as SVG. The colours are seen on light and dark ground. */
export function renderOutline(area: MapArea): string {
  const { width, height } = mapSize;
  const path = ringsOf(area.east - area.west > WIDE ? files.coarse : files.fine)
    .flatMap((ring) => [-360, 0, 360].map((turn) => drawRing(ring, turn, area)))
    .join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><path d="${path}" fill="#8592a6" fill-opacity=".25" fill-rule="evenodd" stroke="#8592a6"/></svg>`;
}

/** The share of the area around it in which rings are drawn too, so that cut edges are not seen. */
const BEYOND = 0.05;

function drawRing(ring: Ring, turn: number, area: MapArea): string {
  const away = { lng: (area.east - area.west) * BEYOND, lat: (area.north - area.south) * BEYOND };
  const frame = {
    west: area.west - away.lng - turn,
    east: area.east + away.lng - turn,
    south: area.south - away.lat,
    north: area.north + away.lat,
  };
  const isOutside =
    ring.east < frame.west || ring.west > frame.east || ring.north < frame.south || ring.south > frame.north;
  if (isOutside) return '';
  let path = '';
  let last = '';
  for (const [lng, lat] of clipRing(ring.positions, frame)) {
    const { x, y } = project({ ...area, west: area.west - turn, east: area.east - turn }, { lng, lat });
    const dot = `${Math.round(x)} ${Math.round(y)}`;
    if (dot !== last) path += `${path === '' ? 'M' : 'L'}${dot}`;
    last = dot;
  }
  return path.includes('L') ? `${path}Z` : '';
}
