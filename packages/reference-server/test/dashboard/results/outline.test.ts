import { describe, expect, test } from 'vitest';
import { mapSize } from '../../../src/dashboard/results/map-area.ts';
import { renderOutline } from '../../../src/dashboard/results/outline.ts';

const dotsOf = (svg: string): readonly (readonly [number, number])[] =>
  [...svg.matchAll(/[ML](-?\d+) (-?\d+)/g)].map(([, x, y]) => [Number(x), Number(y)]);

/** Returns whether an odd number of edges lies to the right of a dot, which then lies on land. */
function isLand(svg: string, x: number, y: number): boolean {
  let crossings = 0;
  for (const ring of svg.split('Z')) {
    const dots = dotsOf(ring);
    for (const [index, [ax, ay]] of dots.entries()) {
      const [bx, by] = dots[(index + 1) % dots.length]!;
      if (ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) crossings++;
    }
  }
  return crossings % 2 === 1;
}

const at = (area: Parameters<typeof renderOutline>[0], lat: number, lng: number) =>
  [
    ((lng - area.west) / (area.east - area.west)) * mapSize.width,
    ((area.north - lat) / (area.north - area.south)) * mapSize.height,
  ] as const;

describe('the outline of the map', () => {
  const europe = { west: -12, east: 30, south: 35, north: 60 };

  test.each([
    ['Paris', 48.857, 2.352, true],
    ['Madrid', 40.417, -3.703, true],
    ['Warsaw', 52.23, 21.012, true],
    ['the Bay of Biscay', 45.5, -6, false],
    ['the Tyrrhenian Sea', 39.8, 12.5, false],
    ['the North Sea', 56, 3.5, false],
  ])('has %s on the right side of the coast', (_name, lat, lng, expected) => {
    expect(isLand(renderOutline(europe), ...at(europe, lat, lng))).toBe(expected);
  });

  test('draws the border of Canada and the United States at the 49th parallel', () => {
    const area = { west: -112, east: -98, south: 45, north: 53 };

    const border = dotsOf(renderOutline(area)).filter(
      ([x, y]) => x > 20 && x < 700 && Math.abs(y - 200) < 40,
    );

    expect(border.length).toBeGreaterThan(0);
    for (const [, y] of border) expect(Math.abs(y - 200)).toBeLessThanOrEqual(1);
  });

  test('draws land at both sides of the date line', () => {
    const area = { west: 176, east: 184, south: -20, north: -14 };
    const svg = renderOutline(area);

    expect(isLand(svg, ...at(area, -17.8, 178))).toBe(true);
    expect(isLand(svg, ...at(area, -16.6, 179.2))).toBe(true);
    expect(isLand(svg, ...at(area, -18, 182.5))).toBe(false);
  });

  test('is empty in the middle of an ocean', () => {
    expect(renderOutline({ west: -40, east: -38, south: 29, north: 30 })).toContain('<path d=""');
  });
});
