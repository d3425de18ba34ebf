/** A district is a county or the like; a region holds districts. */
export type LocationKind = 'city' | 'postcode' | 'district' | 'region' | 'country';

/** A place on the map that a user's words were understood as. */
export interface Location {
  readonly kind: LocationKind;
  /** How it reads in a message: `Austin, Texas, United States`. */
  readonly label: string;
  readonly lat: number;
  readonly lng: number;
  /** The circle that holds it: a city's built-up area, a region's towns. */
  readonly radiusKm: number;
  readonly population: number;
  /** ISO 3166-1 alpha-2. */
  readonly countryCode: string;
  /** Code of the first-order division in GeoNames (`TX`, `ENG`, `08`), `''` for a country. */
  readonly regionCode: string;
  /** Name of the first-order division, `''` where there is none. */
  readonly region: string;
  /** GeoNames id of the city, or of the one nearest to a post code; null for anything larger. */
  readonly cityId: number | null;
  /** The OpenStreetMap relation of its boundary, where a source found one. */
  readonly boundaryId?: number;
}
