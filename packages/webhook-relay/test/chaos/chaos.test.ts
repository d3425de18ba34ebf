import { expect, test } from 'vitest';
import { runRelayChaos } from './relay-chaos.ts';

// `npm run test:relay` runs 1,000 jobs.
test.for([1, 2])(
  'each job reaches each target under one id, and nothing forged does, while one of %i processes is killed',
  async (processes) => {
    const { counts, faults } = await runRelayChaos({
      ...{ seed: 'relay', jobs: 12, kills: 2, processes, mostRefusals: 1, patienceMs: 240_000 },
      log: () => undefined,
    });

    expect(faults).toEqual([]);
    expect(counts['refused by targets']).toBeGreaterThan(0);
  },
);
