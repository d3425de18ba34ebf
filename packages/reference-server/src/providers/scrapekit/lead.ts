import type { Place } from '../../leads/source.ts';

/** The columns of a CSV file, in order; a JSON lead has the same keys (C105, C113). */
export const leadColumns = [
  'place_id',
  'name',
  'address',
  'phone',
  'website',
  'rating',
  'reviews_count',
  'lat',
  'lng',
  'category',
  'emails_found',
] as const;

export type Lead = Readonly<Record<(typeof leadColumns)[number], string | number>>;

/** A lead as the API shows it; what is unknown is an empty text (C106). */
export const toLead = (place: Place, emails: readonly string[]): Lead => ({
  place_id: place.placeId,
  name: place.name,
  address: place.address,
  phone: place.phone,
  website: place.website,
  rating: place.rating ?? '',
  reviews_count: place.reviewsCount ?? '',
  lat: place.lat,
  lng: place.lng,
  category: place.category,
  emails_found: emails.join(';'),
});

/** The columns with the one that `verify_emails` adds (C113). */
export const verifiedLeadColumns = [...leadColumns, 'email_status'] as const;

/** A lead whose addresses were verified (C109). */
export const toVerifiedLead = (lead: Lead, emailStatus: string): object => ({
  ...lead,
  email_status: emailStatus,
});
