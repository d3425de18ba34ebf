import { expect, test } from 'vitest';
import { runRelayChaos } from './relay-chaos.ts';

// `npm run test:relay` runs 1,000 jobs.
test('each job reaches each target under one id, and nothing forged does, while the relay is killed', async () => {
  const { counts, faults } = await runRelayChaos({
    ...{ seed: 'relay', jobs: 30, kills: 3, patienceMs: 90_000 },
    log: () => undefined,
  });

  expect(faults).toEqual([]);
  expect(counts['from the job']).toBeGreaterThan(0);
  expect(counts['refused by targets']).toBeGreaterThan(0);
});
