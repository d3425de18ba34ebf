import { isHttp } from '@scrapekit/guarded-http';
import { z } from 'zod/v4';
import type { Location } from '../location.ts';
import type { Niche } from '../niches/preset-table.ts';
import { type Place, placeFrom } from '../source.ts';

const place = z.object({
  id: z.string().min(1),
  displayName: z.object({ text: z.string().min(1) }),
  formattedAddress: z.string().optional(),
  internationalPhoneNumber: z.string().optional(),
  websiteUri: z.string().optional(),
  rating: z.number().min(0).max(5).optional(),
  userRatingCount: z.number().int().nonnegative().optional(),
  location: z.object({ latitude: z.number(), longitude: z.number() }),
  primaryTypeDisplayName: z.object({ text: z.string() }).optional(),
  businessStatus: z.string().optional(),
});

/** The fields of a place that a search asks for. */
export const googlePlaceFields: readonly string[] = Object.keys(place.shape);

/** Parses a place of the Places API (New). Returns undefined without name or position, and when it is closed for good. */
export function parseGooglePlace(found: unknown, niche: Niche, location: Location): Place | undefined {
  const read = place.safeParse(found).data;
  if (read === undefined || read.businessStatus === 'CLOSED_PERMANENTLY') return undefined;
  const url = URL.parse(read.websiteUri ?? '');
  return placeFrom({
    placeId: read.id,
    name: read.displayName.text,
    address: read.formattedAddress || location.label,
    phone: read.internationalPhoneNumber ?? '',
    website: url !== null && isHttp(url) ? url.href : '',
    rating: read.rating ?? null,
    reviewsCount: read.userRatingCount ?? null,
    lat: read.location.latitude,
    lng: read.location.longitude,
    category: read.primaryTypeDisplayName?.text || niche.label,
  });
}
