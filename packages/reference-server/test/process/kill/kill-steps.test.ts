import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startStepWalk, type Step, type StepWalk } from './walk-steps.ts';
import { startReceiver, type Receiver } from '../../support/receiver.ts';
import {
  createPgliteDatabase,
  createPostgresDatabase,
  type TestDatabase,
} from '../../support/test-database.ts';

// These are a sample. `npm run test:kill -- --steps` takes every step of a scrape and of a verification.
const onPglite: readonly Step[] = [
  { number: 4, when: 'before' },
  { number: 10, when: 'after' },
];
const onPostgres: readonly Step[] = [{ number: 12, when: 'after' }];

describe.each([
  { storage: 'PGlite', createDatabase: createPgliteDatabase, steps: onPglite },
  { storage: 'PostgreSQL', createDatabase: createPostgresDatabase, steps: onPostgres },
])('a server on $storage that is killed at a step of a job', ({ createDatabase, steps }) => {
  let database: TestDatabase;
  let receiver: Receiver;
  let walk: StepWalk;

  beforeAll(async () => {
    database = await createDatabase();
    receiver = await startReceiver();
    walk = await startStepWalk(database, receiver);
  });
  afterAll(async () => {
    await walk.close();
    await receiver.close();
    await database.drop();
  });

  test.each(steps)(
    'C064, C089, C171: loses and doubles no row, charge or webhook: $when step $number',
    async (step) => {
      const outcome = await walk.take('scrape', step);

      expect(outcome).toEqual({ killedAt: expect.stringMatching(/^killed at: /), faults: [] });
    },
  );
});
