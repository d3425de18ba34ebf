import type { LeadEngine, WorldFaults } from '../leads/lead-engine.ts';

export interface Faults extends WorldFaults {
  /** Webhooks are recorded as dropped and not sent. */
  readonly loseWebhooks?: boolean;
}

/** What tests and integrators can arrange while the server runs. */
export interface Scene {
  setLatency(ms: number): void;
  /** What is left out is off again. */
  setFaults(faults: Faults): void;
  readonly isWebhookLost: () => boolean;
}

export function createScene(domain: LeadEngine): Scene {
  let losesWebhooks = false;
  return {
    setLatency: (ms) => domain.setLatency(ms),
    setFaults: ({ loseWebhooks = false, ...faults }) => {
      losesWebhooks = loseWebhooks;
      domain.setFaults(faults);
    },
    isWebhookLost: () => losesWebhooks,
  };
}
