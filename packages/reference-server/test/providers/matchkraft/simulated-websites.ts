import { setTimeout as delay } from 'node:timers/promises';
import { geocode } from '../../../src/leads/geocode.ts';
import { matchNiche } from '../../../src/leads/niches.ts';
import { siteProfile, type SiteProfile } from '../../../src/world/site/profile.ts';
import { createSimulatedSource } from '../../../src/world/source.ts';

/** Returns the profiles of `count` businesses of the simulated internet: the addresses on their websites, and their staff. */
export async function simulatedWebsites(seed: string, count: number): Promise<readonly SiteProfile[]> {
  const [niche, location] = [matchNiche('dentists'), geocode('Austin, Texas')];
  if (niche === null || location === null) throw new Error('There are no dentists in Austin.');
  const profiles = new Map<string, SiteProfile>();
  for await (const { website } of createSimulatedSource(seed).discover({
    niche,
    location,
    limit: count * 2,
  })) {
    const host = URL.parse(website)?.hostname.replace(/^www\./, '');
    const profile = host === undefined ? null : siteProfile(seed, host);
    // Branches of one business share a website.
    if (profile !== null && profiles.size < count) profiles.set(profile.domain, profile);
  }
  return [...profiles.values()];
}

/** Shortens every pause to 50 ms at most, because jobs of the simulated internet end within seconds. */
export const impatientClock = {
  now: () => Date.now(),
  sleep: async (ms: number, signal?: AbortSignal) => await delay(Math.min(ms, 50), undefined, { signal }),
};
