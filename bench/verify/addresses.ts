import { geocode, matchNiche } from '@scrapekit/reference-server/leads';
import { siteProfile } from '../../packages/reference-server/src/world/site/profile.ts';
import { createSimulatedSource } from '../../packages/reference-server/src/world/source.ts';

const towns = ['Tokyo', 'London', 'Sao Paulo', 'Mexico City', 'New York', 'Jakarta', 'Cairo'];

/** Addresses of businesses of the simulated internet, each of another domain, in every state of a domain and a mailbox. */
export async function addressesOf(seed: string, count: number): Promise<string[]> {
  const byDomain = new Map<string, string>();
  const source = createSimulatedSource(seed);
  const niche = matchNiche('restaurants');
  for (const town of towns) {
    const location = geocode(town);
    if (niche === null || location === null) throw new Error(`${town} is not in the gazetteer`);
    for await (const { website } of source.discover({ niche, location, limit: count })) {
      const host = URL.parse(website)?.hostname.replace(/^www\./, '') ?? '';
      const printed = siteProfile(seed, host)?.printed[0];
      if (printed !== undefined) byDomain.set(host, printed.email);
      if (byDomain.size === count) return [...byDomain.values()];
    }
  }
  throw new Error('The towns are too small.');
}
