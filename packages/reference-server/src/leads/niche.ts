/** A kind of business. */
export interface Niche {
  /** The id of an OpenStreetMap preset (`amenity/dentist`), or `words/…` for a niche made of the user's words. */
  readonly id: string;
  /** The category of each lead, such as `Dentist`. */
  readonly label: string;
  /** OpenStreetMap tags of such businesses; empty for a niche made of the user's words. */
  readonly tags: readonly (readonly [key: string, value: string])[];
}
