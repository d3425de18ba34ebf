import { isHttp } from '@scrapekit/guarded-http';
import { parseEmail } from '../../verification/parse-email.ts';
import type { Location } from '../location.ts';
import type { Niche } from '../niches/preset-table.ts';
import { type Place, placeFrom } from '../source.ts';
import { osmAddress } from './osm-address.ts';
import type { OsmElement } from './overpass-answer.ts';

type Tags = OsmElement['tags'];

/** Converts an element to a place. Returns undefined without name or position, and for a business closed for good. */
export function osmPlace(element: OsmElement, niche: Niche, location: Location): Place | undefined {
  const { type, id, tags } = element;
  const lat = element.lat ?? element.center?.lat;
  const lng = element.lon ?? element.center?.lon;
  const name = tags['name']?.trim() ?? '';
  if (lat === undefined || lng === undefined || name === '' || isClosed(tags)) return undefined;
  return placeFrom({
    placeId: `osm:${type.charAt(0)}${id}`,
    name,
    // Every lead has an address (C105). Without a street it is the label of the searched location.
    address: osmAddress(tags, location.countryCode) || location.label,
    phone: first(tags, ['phone', 'contact:phone', 'contact:mobile', 'mobile']),
    website: website(tags),
    lat,
    lng,
    category: niche.label,
    emails: emails(tags),
  });
}

const isClosed = (tags: Tags): boolean =>
  tags['opening_hours'] === 'closed' || tags['opening_hours'] === 'off';

/** A tag may hold several values with semicolons between them. */
const values = (tags: Tags, key: string): string[] =>
  (tags[key] ?? '')
    .split(';')
    .map((value) => value.trim())
    .filter((value) => value !== '');

const first = (tags: Tags, keys: readonly string[]): string =>
  keys.flatMap((key) => values(tags, key))[0] ?? '';

function website(tags: Tags): string {
  const written = first(tags, ['website', 'contact:website', 'url']);
  if (written === '') return '';
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(written) ? written : `http://${written}`);
  return url !== null && isHttp(url) && url.hostname.includes('.') ? url.href : '';
}

function emails(tags: Tags): string[] {
  const written = ['email', 'contact:email'].flatMap((key) => (tags[key] ?? '').split(/[;,\s]+/));
  const parsed = written.map((text) => parseEmail(text.replace(/^mailto:/i, ''))?.email);
  return [...new Set(parsed.filter((email) => email !== undefined))];
}
