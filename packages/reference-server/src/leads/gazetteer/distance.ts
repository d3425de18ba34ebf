export interface Point {
  readonly lat: number;
  readonly lng: number;
}

const EARTH_RADIUS_KM = 6371;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Returns the great-circle distance in kilometres. */
export function distanceKm(from: Point, to: Point): number {
  const halfLat = Math.sin(radians(to.lat - from.lat) / 2);
  const halfLng = Math.sin(radians(to.lng - from.lng) / 2);
  const chord = halfLat ** 2 + Math.cos(radians(from.lat)) * Math.cos(radians(to.lat)) * halfLng ** 2;
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(chord)));
}

/** Returns the point at a distance of `km` in the direction `angle` (radians, counter-clockwise from east). */
export function pointAt(centre: Point, km: number, angle: number): Point {
  const degree = (EARTH_RADIUS_KM * Math.PI) / 180;
  const shrink = Math.max(0.05, Math.cos(radians(centre.lat)));
  return {
    lat: Math.max(-89.9, Math.min(89.9, centre.lat + (km * Math.sin(angle)) / degree)),
    lng: ((centre.lng + (km * Math.cos(angle)) / (degree * shrink) + 540) % 360) - 180,
  };
}
