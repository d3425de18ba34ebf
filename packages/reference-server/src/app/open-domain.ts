import { ConfigurationError } from '../configuration-error.ts';
import type { ServerConfig } from '../config.ts';
import { createCrawler } from '../leads/crawl.ts';
import { createEmailFinder } from '../leads/find-email.ts';
import { createLeadPipeline } from '../leads/pipeline.ts';
import { createVerifier } from '../verification/verify.ts';
import { startWorld } from '../world/world.ts';
import type { Domain } from './domain.ts';

/** Opens the configured source of leads; the simulated one brings its own small internet. */
export async function openDomain({ source, seed }: Pick<ServerConfig, 'source' | 'seed'>): Promise<Domain> {
  if (source !== 'simulated')
    throw new ConfigurationError(`SOURCE=${source} is not built yet. Use SOURCE=simulated.`);
  const world = await startWorld({ seed });
  // Businesses of the simulated internet live under reserved names such as .test.
  const crawler = createCrawler({ net: world.net, allowTestTlds: true });
  const verifier = createVerifier({ net: world.net, allowTestTlds: true });
  return {
    pipeline: createLeadPipeline({ source: world.source, crawler }),
    verifier,
    crawler,
    finder: createEmailFinder({ net: world.net, allowTestTlds: true, crawler, verifier }),
    net: world.net,
    setLatency: (ms) => world.setLatency(ms),
    setFaults: (faults) => world.setFaults(faults),
    close: async () => await world.close(),
  };
}
