import { type Operation, providers, type ProviderId } from '@scrapekit/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { generateApp } from '../../src/generate/app.ts';
import { changeFiles } from './change-files.ts';
import { type Checks, oneOf } from './check.ts';
import { matchkraftChecks, scrapenestChecks, scrapflyChecks, scruppChecks } from './sibling-checks.ts';
import { siblingJobChecks } from './sibling-job-checks.ts';
import { siblingJobs } from './sibling-jobs.ts';
import { siblingJobMutations, siblingMutations } from './sibling-mutations.ts';
import { builtFiles, modulesThatRan, openApp, startWorld, type World } from './world.ts';

let world: World & { close(): Promise<void> };

beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const ownChecks: Readonly<Record<Exclude<ProviderId, 'scrapekit'>, Checks>> = {
  matchkraft: matchkraftChecks,
  scrupp: scruppChecks,
  scrapfly: scrapflyChecks,
  scrapenest: scrapenestChecks,
};

describe.each(siblingJobs)('a job of $id $operation', (job) => {
  const checks = Object.entries(siblingJobChecks).filter(([name]) => name !== EARLY || readsEarly(job));

  test.each(checks)('%s', async (_, check) => {
    await check(job)(builtFiles[job.id], world);
  });
});

describe.each(Object.entries(ownChecks))('%s', (id, checks) => {
  test.each(Object.entries(checks))('%s', async (_, check) => {
    await check(builtFiles[id as ProviderId], world);
  });
});

test.each([
  ['matchkraft', 'api/v2/domain-scan/results/none', 404],
  ['scrupp', 'api/v1/ping', 200],
  ['scrapfly', 'account', 200],
  ['scrapenest', 'api/v1/events', 200],
] as const)('%s is asked anything', async (id, path, status) => {
  const app = await openApp(world, id, builtFiles[id]);

  if (status === 200) expect((await oneOf(app.run('makeApiCall', { path }))).statusCode).toBe(200);
  else await expect(app.run('makeApiCall', { path })).rejects.toMatchObject({ type: 'DataError' });
});

test.each(Object.keys(ownChecks) as ProviderId[])(
  'the checks have run every module of the app for %s at the server',
  (id) => {
    const { modules } = generateApp(providers[id]);

    expect(modulesThatRan(id)).toEqual(Object.keys(modules).toSorted());
  },
);

test('every job of the siblings whose state can be read is in the table', () => {
  const readable = Object.values(providers)
    .filter(({ id }) => id !== 'scrapekit')
    .flatMap(({ id, operations }) =>
      Object.entries<Operation>(operations)
        .filter(([, operation]) => operation.kind === 'job' && operation.state.from === 'status')
        .map(([key]) => `${id} ${key}`),
    );

  expect(siblingJobs.map(({ id, operation }) => `${id} ${operation}`).toSorted()).toEqual(
    readable.toSorted(),
  );
});

const EARLY = 'has no rows before it is completed';

/** Whether the rows are there before the job is completed, so that the module must look at the status. */
const readsEarly = ({ id, operation }: { id: ProviderId; operation: string }): boolean => {
  const job = (providers[id].operations as Readonly<Record<string, { rows: object }>>)[operation];
  return job !== undefined && 'answersEarly' in job.rows;
};

test.each(siblingMutations)('the checks of $id find that $fault', async ({ id, changes, foundBy }) => {
  const check = ownChecks[id][foundBy]!;

  await expect(check(changeFiles(builtFiles[id], changes), world)).rejects.toThrow();
});

test.each(siblingJobMutations)('the checks of $operation find that $fault', async (mutation) => {
  const job = siblingJobs.find(({ id, operation }) => `${id} ${operation}` === mutation.operation)!;
  const check = siblingJobChecks[mutation.foundBy]!(job);

  await expect(check(changeFiles(builtFiles[job.id], mutation.changes), world)).rejects.toThrow();
});
