import { afterAll, beforeAll } from 'vitest';
import type { TestDatabase } from '../../server/support/test-database.ts';
import { startMatchKraft, type MatchKraftServer } from './start-matchkraft.ts';
import { describeBodies } from './suites/bodies.ts';
import { describeJobs } from './suites/jobs.ts';
import { describeOperations } from './suites/operations.ts';
import { describeRoutes } from './suites/routes.ts';
import { describeView } from './suites/view.ts';
import { describeWebhooks } from './suites/webhooks.ts';

/** Tests MatchKraft on one kind of storage. */
export function describeMatchKraft(createDatabase: () => Promise<TestDatabase>): void {
  let database: TestDatabase | undefined;
  let running: MatchKraftServer | undefined;
  const server = (): MatchKraftServer => {
    if (running === undefined) throw new Error('The server did not start.');
    return running;
  };

  beforeAll(async () => {
    database = await createDatabase();
    running = await startMatchKraft(database);
  });
  afterAll(async () => {
    await running?.close();
    await database?.drop();
  });

  describeRoutes(server);
  describeBodies(server);
  describeJobs(server);
  describeOperations(server);
  describeView(server);
  describeWebhooks(server);
}
