import { describe, expect, test } from 'vitest';
import { areaOf, kmPerUnit, project } from '../../../src/dashboard/results/map-area.ts';

/** Kilometres in a degree of latitude and of longitude on WGS 84, from the table in Wikipedia's article “Longitude”. */
const degrees = [
  { latitude: 0, north: 110.574, east: 111.32 },
  { latitude: 15, north: 110.649, east: 107.551 },
  { latitude: 30, north: 110.852, east: 96.486 },
  { latitude: 45, north: 111.132, east: 78.847 },
  { latitude: 60, north: 111.412, east: 55.8 },
];

describe('the map of leads', () => {
  test.each(degrees)('keeps the proportions of a degree at $latitude° north', ({ latitude, north, east }) => {
    const corner = { lat: latitude - 0.5, lng: 10 };
    const opposite = { lat: latitude + 0.5, lng: 11 };
    const area = areaOf([corner, opposite]);

    const from = project(area, corner);
    const to = project(area, opposite);

    const unit = kmPerUnit(area);
    expect(Math.abs((from.y - to.y) * unit - north) / north).toBeLessThan(0.01);
    expect(Math.abs((to.x - from.x) * unit - east) / east).toBeLessThan(0.01);
  });

  test('shows all points with a margin, the northern ones above and the eastern ones at the right', () => {
    const berlin = { lat: 52.52, lng: 13.405 };
    const munich = { lat: 48.137, lng: 11.575 };
    const area = areaOf([berlin, munich]);

    const [north, south] = [project(area, berlin), project(area, munich)];

    expect(north.y).toBeLessThan(south.y);
    expect(north.x).toBeGreaterThan(south.x);
    for (const { x, y } of [north, south]) {
      expect(x > 30 && x < 690).toBe(true);
      expect(y > 30 && y < 370).toBe(true);
    }
  });

  test('shows some kilometres around a single point', () => {
    const area = areaOf([{ lat: 30.2672, lng: -97.7431 }]);

    expect(project(area, { lat: 30.2672, lng: -97.7431 })).toEqual({
      x: expect.closeTo(360, 0),
      y: expect.closeTo(200, 0),
    });
    expect(kmPerUnit(area) * 400).toBeCloseTo(8.3, 1);
  });

  test('goes across the date line instead of around the earth', () => {
    const fiji = [
      { lat: -17.7, lng: 178.1 },
      { lat: -16.8, lng: -179.97 },
    ];
    const area = areaOf(fiji);

    expect(area.east - area.west).toBeLessThan(4);
    expect(fiji.map((point) => Math.round(project(area, point).x / 10))).toEqual([7, 65]);
  });

  test('shows the whole earth', () => {
    const area = areaOf([
      { lat: 90, lng: -180 },
      { lat: -90, lng: 0 },
      { lat: 0, lng: 90 },
    ]);

    expect(area.east - area.west).toBeLessThanOrEqual(360);
    expect(area.north - area.south).toBeLessThanOrEqual(180);
  });
});
