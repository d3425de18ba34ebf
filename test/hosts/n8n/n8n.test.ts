import { afterAll, beforeAll, describe } from 'vitest';
import { describeCredential } from './scenarios/credential.ts';
import { describeEditor } from './scenarios/editor.ts';
import { describeExamples } from './scenarios/examples.ts';
import { describeManyJobs } from './scenarios/many-jobs.ts';
import { describeSleeping } from './scenarios/sleeping.ts';
import { describeTrigger } from './scenarios/trigger.ts';
import { describeWaitingInPlace } from './scenarios/waiting-in-place.ts';
import { startWorld, type World } from './world.ts';

/** Makes a job of three leads take about ten seconds, which is longer than a node waits before it sleeps. */
const LATENCY_MS = 1_500;

/** All scenarios share one n8n. Most run at the same time, because they wait for jobs and timers most of the time. */
describe('the nodes in the real n8n', () => {
  let world: World;
  const opened = new AsyncDisposableStack();
  beforeAll(async () => {
    world = opened.use(await startWorld({ latencyMs: LATENCY_MS }));
  });
  afterAll(async () => {
    await opened.disposeAsync();
  });

  // n8n mixes up credential tests that run at the same time, and publishes one workflow after another.
  describe('the credential', () => describeCredential(() => world));
  describe.concurrent('Start and Wait in place', () => describeWaitingInPlace(() => world));
  describe.concurrent('Start and Wait asleep', () => describeSleeping(() => world));
  describe.concurrent('the example workflows', () => describeExamples(() => world));
  describe.concurrent('the editor', () => describeEditor(() => world));
  describe.concurrent('the trigger', () => describeTrigger(() => world));
  describe.concurrent('the trigger of many jobs', () => describeManyJobs(() => world));
});
