import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { redisPath, startQueueServices } from './queue-services.ts';
import { describeManyJobs } from './scenarios/many-jobs.ts';
import { startSearches } from './scenarios/searches.ts';
import { describeSleeping } from './scenarios/sleeping.ts';
import { describeTrigger } from './scenarios/trigger.ts';
import { describeWaitingInPlace } from './scenarios/waiting-in-place.ts';
import { startWorld, type World } from './world.ts';

/** Makes a job of three leads take about ten seconds, which is longer than a node waits before it sleeps. */
const LATENCY_MS = 1_500;

if (redisPath === undefined)
  console.warn(
    'SKIPPED: n8n in queue mode, because no Redis was found. Install one (Debian: apt-get install redis-server), or name it in REDIS_PATH.',
  );

/** The main process receives webhooks, polls and wakes; the worker executes the nodes. */
describe.skipIf(redisPath === undefined)('the nodes in n8n with a worker', () => {
  let world: World;
  const opened = new AsyncDisposableStack();
  beforeAll(async () => {
    const { env } = opened.use(await startQueueServices(redisPath ?? ''));
    world = opened.use(await startWorld({ latencyMs: LATENCY_MS, n8n: { env, hasWorker: true } }));
  });
  afterAll(async () => {
    await opened.disposeAsync();
  });

  test('the worker executes the workflow, and not the main process', async () => {
    const { host } = world;
    const id = await startSearches(world, await world.createUser(), { queries: ['dentists'] });
    await host.api.waitFor(id);

    const log = await readFile(join(host.userFolder, 'worker.log'), 'utf8');
    expect(log).toContain(`Worker finished execution ${id} `);
  });

  describe.concurrent('Start and Wait in place', () => describeWaitingInPlace(() => world));
  describe.concurrent('Start and Wait asleep', () => describeSleeping(() => world));
  describe.concurrent('the trigger', () => describeTrigger(() => world));
  describe.concurrent('the trigger of many jobs', () => describeManyJobs(() => world));
});
