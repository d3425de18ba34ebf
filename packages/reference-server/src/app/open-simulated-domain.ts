import { systemClock } from '@scrapekit/core/system-clock';
import { createCrawler } from '../leads/crawl.ts';
import { createEmailFinder } from '../leads/find-email.ts';
import { createLeadPipeline } from '../leads/pipeline.ts';
import { createVerifier } from '../verification/verify.ts';
import { greylistMs } from '../world/mail/greylist.ts';
import { startWorld } from '../world/world.ts';
import type { Domain } from './domain.ts';

/** The simulated source, which brings its own small internet. */
export async function openSimulatedDomain(seed: string): Promise<Domain> {
  const world = await startWorld({ seed });
  // Businesses of the simulated internet live under reserved names such as .test.
  const crawler = createCrawler({ net: world.net, allowTestTlds: true });
  const verifier = createVerifier({ net: world.net, allowTestTlds: true });
  return {
    pipeline: createLeadPipeline({ source: world.source, crawler }),
    verifier,
    patience: { clock: systemClock, pausesMs: [1.5 * greylistMs] },
    crawler,
    finder: createEmailFinder({ net: world.net, allowTestTlds: true, crawler, verifier }),
    net: world.net,
    setLatency: (ms) => world.setLatency(ms),
    setFaults: (faults) => world.setFaults(faults),
    close: async () => await world.close(),
  };
}
