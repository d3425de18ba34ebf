import { providers } from '@scrapekit/core';
import { defineBrand } from '../../src/brand.ts';
import manifest from './package.json' with { type: 'json' };

export default defineBrand(providers.scrapekit, {
  version: manifest.version,
  // Zaps already use this key.
  keys: { get_scrape_job_results: 'get_scrape_results' },
});
