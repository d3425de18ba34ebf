import { afterAll, beforeAll, describe, test } from 'vitest';
import { safetyChecks } from './safety-checks.ts';
import { scrapekitChecks } from './scrapekit-checks.ts';
import { triggerChecks } from './trigger-checks.ts';
import { builtFiles, startWorld, type World } from './world.ts';

let world: World & { close(): Promise<void> };

beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

describe.each(Object.entries({ scrapekitChecks, triggerChecks, safetyChecks }))('%s', (_, checks) => {
  test.each(Object.entries(checks))('%s', async (_name, check) => {
    await check(builtFiles.scrapekit, world);
  });
});
