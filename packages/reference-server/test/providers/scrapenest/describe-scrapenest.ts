import { afterAll, beforeAll } from 'vitest';
import type { TestDatabase } from '../../server/support/test-database.ts';
import { describeDeliveries } from './suites/deliveries.ts';
import { describeEndpoints } from './suites/endpoints.ts';
import { describeEvents } from './suites/events.ts';
import { describeJobs } from './suites/jobs.ts';
import { startScrapeNest, type ScrapeNestServer } from './support/start-scrapenest.ts';

/** Runs ScrapeNest's suites on one server with one database. */
export function describeScrapeNest(createDatabase: () => Promise<TestDatabase>): void {
  let database: TestDatabase | undefined;
  let running: ScrapeNestServer | undefined;
  const server = (): ScrapeNestServer => {
    if (running === undefined) throw new Error('The server did not start.');
    return running;
  };

  beforeAll(async () => {
    database = await createDatabase();
    running = await startScrapeNest(database);
  });
  afterAll(async () => {
    await running?.close();
    await database?.drop();
  });

  describeJobs(server);
  describeEndpoints(server);
  describeEvents(server);
  describeDeliveries(server);
}
