import { type Place, placeFrom } from '../leads/source.ts';
import { slugWords } from './names.ts';
import { siteProfile } from './site/profile.ts';

/**
 * Returns the business of a LinkedIn name, or null. In the simulated internet that name is the domain without `.test`
 * (`bluebird-dental-k3x9abc`), because thousands of businesses share a name. Facts that its website lacks are empty.
 */
export function companyNamed(seed: string, company: string): Place | null {
  const domain = `${slugWords(company).join('-')}.test`;
  const site = siteProfile(seed, domain);
  if (site === null) return null;
  const { brand, address, phone, city } = site;
  return placeFrom({
    placeId: '',
    name: brand,
    address,
    phone,
    website: `http://${domain}/`,
    lat: city.lat,
    lng: city.lng,
  });
}
