import { afterAll, beforeAll } from 'vitest';
import type { TestDatabase } from '../../server/support/test-database.ts';
import { startScrapfly, type ScrapflyServer } from './start-scrapfly.ts';
import { describeDeliveredContent } from './suites/delivered-content.ts';
import { describeDeliveries } from './suites/deliveries.ts';
import { describePages } from './suites/pages.ts';
import { describeRequests } from './suites/requests.ts';
import { describeRetries } from './suites/retries.ts';
import { describeWebhooks } from './suites/webhooks.ts';

/** Runs Scrapfly's suites on one server with one database. */
export function describeScrapfly(createDatabase: () => Promise<TestDatabase>): void {
  let database: TestDatabase | undefined;
  let running: ScrapflyServer | undefined;
  const server = (): ScrapflyServer => {
    if (running === undefined) throw new Error('The server did not start.');
    return running;
  };

  beforeAll(async () => {
    database = await createDatabase();
    running = await startScrapfly(database);
  });
  afterAll(async () => {
    await running?.close();
    await database?.drop();
  });

  describeRequests(server);
  describePages(server);
  describeWebhooks(server);
  describeDeliveries(server);
  describeDeliveredContent(server);
  describeRetries(server);
}
