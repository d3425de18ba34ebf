import { z } from 'zod/v4';
import { distanceKm } from '../gazetteer/distance.ts';
import type { Location, LocationKind } from '../location.ts';
import { SourceUnavailableError } from '../source.ts';

const coordinate = z.coerce.number().min(-180).max(180);
const place = z.object({
  osm_type: z.string().nullish(),
  osm_id: z.number().nullish(),
  lat: coordinate,
  lon: coordinate,
  display_name: z.string().min(1),
  addresstype: z.string().nullish(),
  /** In the order south, north, west, east. */
  boundingbox: z.tuple([coordinate, coordinate, coordinate, coordinate]).nullish(),
  address: z.record(z.string(), z.unknown()).nullish(),
});
type NominatimPlace = z.infer<typeof place>;

const kinds: Readonly<Record<string, LocationKind>> = {
  country: 'country',
  state: 'region',
  region: 'region',
  province: 'region',
  state_district: 'district',
  county: 'district',
  district: 'district',
  postcode: 'postcode',
};

const MIN_RADIUS_KM = 1;

/** Parses the first place of a `jsonv2` answer, or returns null. See https://nominatim.org/release-docs/latest/api/Output/ */
export function parseNominatimPlace(body: unknown): Location | null {
  const answer = z.array(z.unknown()).safeParse(body);
  if (!answer.success) throw new SourceUnavailableError('Nominatim', 'its answer is not a list of places');
  const [first] = answer.data;
  if (first === undefined) return null;
  const read = place.safeParse(first);
  if (!read.success)
    throw new SourceUnavailableError('Nominatim', 'its answer is not understood', { cause: read.error });
  return toLocation(read.data);
}

function toLocation(found: NominatimPlace): Location {
  const { lat, lon: lng, display_name: label, addresstype, address, osm_type: osmType } = found;
  const text = (key: string): string => {
    const value = address?.[key];
    return typeof value === 'string' ? value : '';
  };
  const [, regionCode = ''] = text('ISO3166-2-lvl4').split('-');
  return {
    kind: kinds[addresstype ?? ''] ?? 'city',
    label,
    lat,
    lng,
    radiusKm: radiusKm(found),
    population: 0,
    countryCode: text('country_code').toUpperCase(),
    regionCode,
    region: text('state'),
    cityId: null,
    ...(osmType === 'relation' && typeof found.osm_id === 'number' ? { boundaryId: found.osm_id } : {}),
  };
}

/** Returns the distance from the centre to the farthest corner of the box. */
function radiusKm({ lat, lon, boundingbox }: NominatimPlace): number {
  if (boundingbox == null) return MIN_RADIUS_KM;
  const [south, north, west, east] = boundingbox;
  const corners = [south, north].flatMap((y) => [west, east].map((x) => ({ lat: y, lng: x })));
  const reach = Math.max(...corners.map((corner) => distanceKm({ lat, lng: lon }, corner)));
  return Math.max(MIN_RADIUS_KM, Math.round(reach * 10) / 10);
}
