/** A kind of business. */
export interface Niche {
  /** Stable key: an OpenStreetMap preset (`amenity/dentist`), or `words/…` for one made of the user's own words. */
  readonly id: string;
  /** Category shown with each lead: `Dentist`. */
  readonly label: string;
  /** OpenStreetMap tags that mark such a business; none for a niche made of the user's own words. */
  readonly tags: readonly (readonly [key: string, value: string])[];
}
