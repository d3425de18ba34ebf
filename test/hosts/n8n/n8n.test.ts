import { afterAll, beforeAll, describe } from 'vitest';
import { describeCredential } from './scenarios/credential.ts';
import { describeSleeping } from './scenarios/sleeping.ts';
import { describeTrigger } from './scenarios/trigger.ts';
import { describeWaitingInPlace } from './scenarios/waiting-in-place.ts';
import { startWorld, type World } from './world.ts';

/** All scenarios share one n8n. Most run at the same time, because they wait for jobs and timers most of the time. */
describe('the nodes in the real n8n', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(async () => {
    await world[Symbol.asyncDispose]();
  });

  // n8n mixes up two credential tests that run at the same time.
  describe('the credential', () => describeCredential(() => world));
  describe.concurrent('Start and Wait in place', () => describeWaitingInPlace(() => world));
  describe.concurrent('Start and Wait asleep', () => describeSleeping(() => world));
  describe.concurrent('the trigger', () => describeTrigger(() => world));
});
