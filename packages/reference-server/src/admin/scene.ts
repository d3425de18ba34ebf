import type { Domain } from '../domain.ts';

/** Troubles to stage; names the server does not know go to the simulated internet. */
export interface Faults {
  /** Webhooks are recorded as dropped and not sent. */
  readonly lose_webhooks?: boolean;
  readonly [name: string]: unknown;
}

/** What tests and integrators can arrange while the server runs. */
export interface Scene {
  /** Milliseconds added to each answer of the simulated internet. */
  setLatency(ms: number): void;
  setFaults(faults: Faults): void;
  readonly isWebhookLost: () => boolean;
}

export function createScene(domain: Domain): Scene {
  let loseWebhooks = false;
  return {
    setLatency: (ms) => domain.setLatency(ms),
    setFaults: ({ lose_webhooks, ...faults }) => {
      loseWebhooks = lose_webhooks ?? loseWebhooks;
      domain.setFaults(faults);
    },
    isWebhookLost: () => loseWebhooks,
  };
}
