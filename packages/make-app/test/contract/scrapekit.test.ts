import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { providers } from '@scrapekit/core';
import { generateApp } from '../../src/generate/app.ts';
import { changeFiles } from './change-files.ts';
import { safetyChecks } from './safety-checks.ts';
import { scrapekitChecks } from './scrapekit-checks.ts';
import { scrapekitMutations } from './scrapekit-mutations.ts';
import { triggerChecks } from './trigger-checks.ts';
import { builtFiles, modulesThatRan, startWorld, type World } from './world.ts';

const checks = { ...scrapekitChecks, ...triggerChecks, ...safetyChecks };
let world: World & { close(): Promise<void> };

beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

describe.each(Object.entries({ scrapekitChecks, triggerChecks, safetyChecks }))('%s', (_, group) => {
  test.each(Object.entries(group))('%s', async (_name, check) => {
    await check(builtFiles.scrapekit, world);
  });
});

test('the checks have run every module at the server', () => {
  const { modules } = generateApp(providers.scrapekit);

  expect(modulesThatRan('scrapekit')).toEqual(Object.keys(modules).toSorted());
});

test.each(scrapekitMutations)('the checks find that $fault', async ({ changes, foundBy }) => {
  const check = checks[foundBy]!;
  const files = changeFiles(builtFiles.scrapekit, changes);

  await expect(check(files, world)).rejects.toThrow();
});
