import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Fault } from '../fault.ts';
import { type ReferenceServer, startReferenceServer } from '../reference-server.ts';
import { classes, lost, refused, stopped } from './faults.ts';
import { openPaidStep, type Outcome, type PaidStepRunner, type RunOptions } from './paid-run.ts';
import type { PaidStep } from './paid-steps.ts';
import { type SkippingClock, skippingClock } from './skipping-clock.ts';

type Expected = Partial<Outcome>;

/** Declares the tests that each of these steps starts no second job, each for an account of its own. */
export function describeJobSteps(steps: readonly PaidStep[]): void {
  let server: ReferenceServer;
  let clock: SkippingClock;
  beforeAll(async () => {
    server = await startReferenceServer();
    // The jobs need not end, and while their network is slow they take no time from the tests.
    await server.admin('/world', { latency_ms: 60_000 });
    clock = skippingClock();
  });
  afterAll(async () => {
    vi.restoreAllMocks();
    await server.close();
  });

  describe.for([...steps])('$brand $key', (step) => {
    let runner: PaidStepRunner;
    beforeAll(async () => {
      runner = await openPaidStep(server, step, clock);
      return () => runner.close();
    });

    /** Runs the step in a Zap of its own for each fault. */
    const expectOutcomes = async (
      faults: Readonly<Record<string, Fault>>,
      expected: (name: string) => Expected,
      options?: RunOptions,
    ) => {
      const outcomes: Record<string, Outcome> = {};
      for (const [name, fault] of Object.entries(faults)) {
        outcomes[name] = await runner.runTwice(fault, options);
      }
      const wanted = Object.keys(faults).map((name) => [name, { namesJob: true, ...expected(name) }]);
      expect(outcomes).toMatchObject(Object.fromEntries(wanted) as object);
      return Object.values(outcomes);
    };
    const mayExist: Expected = { first: 'HaltedError', message: expect.stringContaining('dashboard') };

    test('C189: a create that was refused starts its job when the step runs again', async () => {
      const delayOf = ({ message }: Outcome) => (JSON.parse(message) as { readonly delay: number }).delay;
      // Scrupp refuses a bad key with either status.
      const first = (name: string) =>
        name === '403' && step.brand === 'scrupp' ? 'ExpiredAuthError' : classes[name as '403'];

      const outcomes = await expectOutcomes(refused, (name) => ({
        first: first(name),
        again: 'job',
        jobs: 1,
      }));

      // Zapier runs the step again in about a minute, or in an hour when the provider asks for more.
      const delays = outcomes.filter((outcome) => outcome.first === 'ThrottledError').map(delayOf);
      for (const [index, [least, most]] of [
        [60, 75],
        [3600, 4500],
        [3600, 4500],
      ].entries()) {
        expect(delays[index]).toBeGreaterThanOrEqual(least ?? 0);
        expect(delays[index]).toBeLessThanOrEqual(most ?? 0);
      }
    });

    test('C189: a create that may have started a job is repeated only when that can be ruled out', async () => {
      await expectOutcomes(stopped, () =>
        step.findsLostJob
          ? { ...mayExist, again: 'job', jobs: 1 }
          : { ...mayExist, again: 'HaltedError', jobs: 0 },
      );
    });

    test('C189: a create with a lost answer is found, or halts the Zap and is not repeated', async () => {
      await expectOutcomes(lost, () =>
        step.findsLostJob
          ? { first: 'job', again: undefined, jobs: 1 }
          : { ...mayExist, again: 'HaltedError', jobs: 1 },
      );
    });

    test('C189: no second job is started when the cache of Zapier cannot be reached', async () => {
      const { 'cut before': cutBefore = silence, '503': outage = silence } = stopped;
      const {
        '502': gateway = silence,
        'cut in the body': cutInBody = silence,
        silence: late = silence,
      } = lost;
      // Zapier does not replay a step that has halted. A person who does so was told to look for the job before.
      const options = { hasCache: false, isReplayedByHand: step.findsLostJob };
      const again = (kind: string) => (step.findsLostJob ? kind : undefined);

      await expectOutcomes(
        { '401': refused['401'], '429': refused['429'] },
        () => ({ again: 'job', jobs: 1 }),
        options,
      );
      await expectOutcomes(
        { outage, cutBefore },
        () => ({ ...mayExist, again: again('job'), jobs: step.findsLostJob ? 1 : 0 }),
        options,
      );
      await expectOutcomes(
        { gateway, cutInBody, late },
        () => (step.findsLostJob ? { first: 'job', jobs: 1 } : { ...mayExist, again: undefined, jobs: 1 }),
        options,
      );
    });
  });
}

const silence: Fault = { kind: 'silence' };
