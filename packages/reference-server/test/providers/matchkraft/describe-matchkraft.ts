import { afterAll, beforeAll } from 'vitest';
import type { TestDatabase } from '../../server/support/test-database.ts';
import { startMatchKraft, type MatchKraftServer } from './start-matchkraft.ts';
import { describeJobs } from './suites/jobs.ts';
import { describeRequests } from './suites/requests.ts';
import { describeRows } from './suites/rows.ts';
import { describeWebhooks } from './suites/webhooks.ts';

/** What MatchKraft does, whatever its data are stored in. */
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

  describeRequests(server);
  describeJobs(server);
  describeRows(server);
  describeWebhooks(server);
}
