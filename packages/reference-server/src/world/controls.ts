import type { Clock } from '@scrapekit/core';
import type { WorldFaults } from '../leads/lead-engine.ts';
import { createRandom } from './random.ts';
import type { SmtpCounters } from './smtp/host.ts';

const noFaults: Required<WorldFaults> = { dnsServfail: 0, httpError: 0, httpReset: 0, smtpReset: 0 };

export interface Counters extends SmtpCounters {
  dnsQueries: number;
  httpRequests: number;
  /** Requests for a path that the site's robots.txt forbids. */
  robotsViolations: number;
  /** Connections to hosts or ports that do not exist in this world. */
  refusedConnections: number;
}

export interface Controls {
  readonly counters: Counters;
  setLatency(ms: number): void;
  /** Shares that are left out become 0. */
  setFaults(faults: WorldFaults): void;
  /** Waits for the latency, then returns the fault that this answer fails with, or null. */
  delay<Kind extends keyof WorldFaults>(...kinds: readonly Kind[]): Promise<Kind | null>;
}

export function createControls(seed: string, clock: Clock, initialLatencyMs: number): Controls {
  const random = createRandom(seed, 'faults');
  let latencyMs = initialLatencyMs;
  let faults = noFaults;
  return {
    counters: noCounts(),
    setLatency(ms) {
      latencyMs = ms;
    },
    setFaults(changed) {
      faults = { ...noFaults, ...changed };
    },
    async delay(...kinds) {
      if (latencyMs > 0) await clock.sleep(latencyMs);
      return kinds.find((kind) => faults[kind] > 0 && random.chance(faults[kind])) ?? null;
    },
  };
}

const noCounts = (): Counters => ({
  dnsQueries: 0,
  httpRequests: 0,
  robotsViolations: 0,
  refusedConnections: 0,
  smtpConnections: 0,
  smtpRecipients: 0,
  mostRecipientsPerConnection: 0,
  dataCommands: 0,
  vrfyCommands: 0,
});
