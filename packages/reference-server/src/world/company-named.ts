import type { Place } from '../leads/source.ts';
import { slugWords } from './names.ts';
import { siteProfile } from './site/profile.ts';

/**
 * The business whose page on LinkedIn has this name. In the simulated internet that is its domain without `.test`
 * (`bluebird-dental-k3x9abc`), since names alone have thousands of owners there; what its website does not say is unknown.
 */
export function companyNamed(seed: string, company: string): Place | null {
  const domain = `${slugWords(company).join('-')}.test`;
  const site = siteProfile(seed, domain);
  if (site === null) return null;
  const { brand, address, phone, city } = site;
  return {
    placeId: '',
    name: brand,
    address,
    phone,
    website: `http://${domain}/`,
    rating: null,
    reviewsCount: null,
    lat: city.lat,
    lng: city.lng,
    category: '',
    emails: [],
  };
}
