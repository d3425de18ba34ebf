import type { ProviderId } from '@scrapekit/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Checks } from './check.ts';
import { changeFiles } from './change-files.ts';
import {
  matchkraftChecks,
  scrapenestChecks,
  scrapflyChecks,
  scruppChecks,
  siblingJobChecks,
} from './sibling-checks.ts';
import { siblingJobs } from './sibling-jobs.ts';
import { siblingJobMutations, siblingMutations } from './sibling-mutations.ts';
import { builtFiles, startWorld, type World } from './world.ts';

const checks: Readonly<Record<ProviderId, Checks>> = {
  scrapekit: {},
  matchkraft: matchkraftChecks,
  scrupp: scruppChecks,
  scrapfly: scrapflyChecks,
  scrapenest: scrapenestChecks,
};
let world: World & { close(): Promise<void> };

beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

test.each(siblingMutations)('the checks of $id find that $fault', async ({ id, changes, foundBy }) => {
  const check = checks[id][foundBy]!;

  await expect(check(changeFiles(builtFiles[id], changes), world)).rejects.toThrow();
});

test.each(siblingJobMutations)('the checks of $operation find that $fault', async (mutation) => {
  const job = siblingJobs.find(({ id, operation }) => `${id} ${operation}` === mutation.operation)!;
  const check = siblingJobChecks[mutation.foundBy]!(job);

  await expect(check(changeFiles(builtFiles[job.id], mutation.changes), world)).rejects.toThrow();
});
