import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openBrand } from '../../../packages/zapier-app/test/brand.ts';
import type { Fault } from '../fault.ts';
import { type ReferenceServer, startReferenceServer } from '../reference-server.ts';
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts';
import { classes, lost, refused, stopped } from './faults.ts';
import { createJobOwner, findWebsite, type JobOwner } from './job-owner.ts';
import { callSteps, isPaidRequest, pathOf } from './paid-steps.ts';
import { type SkippingClock, skippingClock } from './skipping-clock.ts';

/** As long as the step may take, because the answer to a call is what it is charged for. */
const SILENCE_MS = 25_000;
const REPLAY_MS = 300_000;

let server: ReferenceServer;
let clock: SkippingClock;
let website: string;
beforeAll(async () => {
  server = await startReferenceServer();
  clock = skippingClock();
  ({ website } = await findWebsite(server, await createJobOwner(server, 1), clock));
});
afterAll(async () => {
  vi.restoreAllMocks();
  await server.close();
});

describe.for([...callSteps])('$brand $key', (step) => {
  let owner: JobOwner;
  let proxy: FaultProxy;
  beforeAll(async () => {
    owner = await createJobOwner(server, 100);
    proxy = await startFaultProxy(server.url, { onSilence: () => clock.skip(SILENCE_MS) });
    return () => proxy.close();
  });

  /** Runs the step during a fault, and again after it unless the step has halted, which Zapier does not repeat. */
  async function runAsZapierDoes(fault: Fault) {
    const app = openBrand(step.brand, { clock });
    const bundle = {
      authData: { api_key: owner.api_key, base_url: proxy.url + pathOf(step.brand) },
      // The page must exist, because a call for another page fails.
      inputData: 'url' in step.inputData ? { url: website } : step.inputData,
      meta: {},
    };
    const run = async () =>
      await app.execute(`creates.${step.key}.operation.perform`, bundle).then(
        () => ({ end: 'answer', message: '' }),
        (error: unknown) => {
          const { name, message } = error as Error;
          return { end: name, message };
        },
      );
    const calls = () => proxy.passedOn.filter(isPaidRequest(step)).length;
    const before = calls();

    proxy.fail(isPaidRequest(step), fault);
    const first = await run();
    proxy.heal();
    clock.skip(REPLAY_MS);
    const again = ['answer', 'HaltedError'].includes(first.end) ? undefined : await run();
    return { first: first.end, message: first.message, again: again?.end, calls: calls() - before };
  }

  test.for(Object.entries(refused))(
    'C189: %s is no charge, and the call is made once',
    async ([name, fault]) => {
      const { first, again, calls } = await runAsZapierDoes(fault);

      expect(first).toBe(classes[name as '400']);
      expect({ again, calls }).toEqual(
        first === 'HaltedError' ? { again: undefined, calls: 0 } : { again: 'answer', calls: 1 },
      );
    },
  );

  test.for(Object.entries(stopped))(
    'C189: %s before the provider halts the Zap, because the call may have been charged',
    async ([, fault]) => {
      expect(await runAsZapierDoes(fault)).toEqual({
        first: 'HaltedError',
        message: expect.stringContaining('may have been charged'),
        again: undefined,
        calls: 0,
      });
    },
  );

  test.for(Object.entries(lost))(
    'C189: %s after the provider halts the Zap, and the call is charged once',
    async ([, fault]) => {
      expect(await runAsZapierDoes(fault)).toEqual({
        first: 'HaltedError',
        message: expect.stringContaining('may have been charged'),
        again: undefined,
        calls: 1,
      });
    },
  );
});
