import type { Clock } from '@scrapekit/core';
import { createRandom } from './random.ts';
import type { SmtpCounters } from './smtp/host.ts';

/** Share of answers, 0 to 1, that fail in each way. */
export interface Faults {
  readonly dnsServfail: number;
  readonly httpError: number;
  readonly httpReset: number;
  readonly smtpReset: number;
}

export const noFaults: Faults = { dnsServfail: 0, httpError: 0, httpReset: 0, smtpReset: 0 };

/** What has happened in the world so far. */
export interface Counters extends SmtpCounters {
  dnsQueries: number;
  httpRequests: number;
  /** Requests for a path that the site's robots.txt forbids. */
  robotsViolations: number;
  /** Connections asked of the gateway to hosts or ports this world does not have. */
  refusedConnections: number;
}

export interface Controls {
  readonly counters: Counters;
  setLatency(ms: number): void;
  /** Rates left out become 0. */
  setFaults(faults: Partial<Faults>): void;
  /** Waits as long as an answer takes at present, then says whether it fails in one of these ways. */
  delay<Kind extends keyof Faults>(...kinds: readonly Kind[]): Promise<Kind | null>;
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
