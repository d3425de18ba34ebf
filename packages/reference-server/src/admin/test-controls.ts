import type { FastifyInstance } from 'fastify';
import { z } from 'zod/v4';
import type { LeadEngine, WorldFaults } from '../leads/lead-engine.ts';
import { parseBody } from './parse-body.ts';

/** Failures that tests switch on. Each share is from 0 to 1. */
export interface TestFaults extends WorldFaults {
  /** Webhooks are recorded as `dropped` and not sent. */
  readonly dropWebhooks?: boolean;
}

/** Changes the simulated internet and the sending of webhooks while the server runs, for tests and integrators. */
export interface TestControls {
  setLatency(ms: number): void;
  /** Sets all faults. A fault that is left out is switched off. */
  setFaults(faults: TestFaults): void;
  /** Returns whether webhooks are dropped now. */
  readonly isDropped: () => boolean;
}

export function createTestControls(leadEngine: LeadEngine): TestControls {
  let isDropped = false;
  return {
    setLatency: (ms) => leadEngine.setLatency(ms),
    setFaults: ({ dropWebhooks = false, ...faults }) => {
      isDropped = dropWebhooks;
      leadEngine.setFaults(faults);
    },
    isDropped: () => isDropped,
  };
}

const share = z.number().min(0).max(1).optional();
const faultShares = z
  .strictObject({
    lose_webhooks: z.boolean().optional(),
    dns_servfail: share,
    http_error: share,
    http_reset: share,
    smtp_reset: share,
  })
  .transform(
    ({
      lose_webhooks: dropWebhooks,
      dns_servfail: dnsServfail,
      http_error: httpError,
      http_reset: httpReset,
      smtp_reset: smtpReset,
    }) => ({
      dropWebhooks,
      dnsServfail,
      httpError,
      httpReset,
      smtpReset,
    }),
  );
const controlChange = z.strictObject({
  latency_ms: z.int().min(0).max(60_000).optional(),
  faults: faultShares.optional(),
});

/** Adds `POST /world`, which sets the controls. */
export function addTestControlRoute(admin: FastifyInstance, testControls: TestControls): void {
  admin.post('/world', (request) => {
    const { latency_ms: latencyMs, faults } = parseBody(request, controlChange);
    if (latencyMs !== undefined) testControls.setLatency(latencyMs);
    if (faults !== undefined) testControls.setFaults(faults);
    return { ok: true };
  });
}
