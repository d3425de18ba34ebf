/**
 * A district is a second-order division such as a county; a region is a first-order division such as a state. A circle is
 * everything around a point: a named area such as the Bay Area, coordinates, or a place with a distance.
 */
export type LocationKind = 'city' | 'postcode' | 'circle' | 'district' | 'region' | 'country';

/** The place that a user's text stands for. */
export interface Location {
  readonly kind: LocationKind;
  /** For messages, such as `Austin, Texas, United States`. */
  readonly label: string;
  readonly lat: number;
  readonly lng: number;
  /** Radius of a circle that covers the built-up area of a city or all towns of a region. */
  readonly radiusKm: number;
  readonly population: number;
  /** ISO 3166-1 alpha-2. */
  readonly countryCode: string;
  /** Code of the first-order division in GeoNames (`TX`, `ENG`, `08`), `''` for a country. */
  readonly regionCode: string;
  /** Name of the first-order division, `''` when there is none. */
  readonly region: string;
  /** GeoNames id of the city, or of the city that a post code or coordinates lie in; null for areas, districts, regions and countries. */
  readonly cityId: number | null;
  /** Id of the OpenStreetMap relation that draws the boundary, when it is known. */
  readonly boundaryId?: number;
}
