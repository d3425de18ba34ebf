import type { Crawler } from '../leads/crawl.ts';
import type { LeadEngine } from '../leads/lead-engine.ts';
import type { Counters } from './counters.ts';

/** Returns the engine with its verdicts counted for one provider. */
export const countVerdicts = (
  { verifier, finder, ...engine }: LeadEngine,
  provider: string,
  { countVerdict }: Pick<Counters, 'countVerdict'>,
): LeadEngine => ({
  ...engine,
  verifier: {
    verify: async (email, signal) => {
      const verdict = await verifier.verify(email, signal);
      countVerdict(provider, verdict);
      return verdict;
    },
  },
  finder: {
    find: async (person, signal) => {
      const found = await finder.find(person, signal);
      if (found.status !== 'not_found') countVerdict(provider, { status: found.status });
      return found;
    },
  },
});

/** Returns the crawler with its websites and pages counted. */
export const countCrawls = (crawler: Crawler, { countCrawl }: Pick<Counters, 'countCrawl'>): Crawler => ({
  crawl: async (website, signal, options) => {
    const result = await crawler.crawl(website, signal, options);
    countCrawl(result);
    return result;
  },
});
