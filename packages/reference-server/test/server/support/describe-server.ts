import { afterAll, beforeAll } from 'vitest';
import { describeAdmin } from '../suites/admin.ts';
import { describeAuthentication } from '../suites/authentication.ts';
import { describeCancel } from '../suites/cancel.ts';
import { describeCreateScrape } from '../suites/create-scrape.ts';
import { describeCredits } from '../suites/credits.ts';
import { describeDashboard } from '../suites/dashboard.ts';
import { describeErrors } from '../suites/errors.ts';
import { describeLists } from '../suites/lists.ts';
import { describeNulAtSiblings } from '../suites/nul-at-siblings.ts';
import { describeNul } from '../suites/nul.ts';
import { describeOpenApi } from '../suites/open-api.ts';
import { describePages } from '../suites/pages.ts';
import { describeRateLimits } from '../suites/rate-limits.ts';
import { describeReadScrape } from '../suites/read-scrape.ts';
import { describeResults } from '../suites/results.ts';
import { describeVerifyEmail } from '../suites/verify-email.ts';
import { describeVerifyJobs } from '../suites/verify-jobs.ts';
import { describeVerifyLeads } from '../suites/verify-leads.ts';
import { describeWebhooks } from '../suites/webhooks.ts';
import type { TestDatabase } from './test-database.ts';
import { startTestServer, type TestServer } from './test-server.ts';

/** What a server does, whatever it stores its data in; one server for all of it. */
export function describeServer(createDatabase: () => Promise<TestDatabase>): void {
  let database: TestDatabase | undefined;
  let running: TestServer | undefined;
  const server = (): TestServer => {
    if (running === undefined) throw new Error('The server did not start.');
    return running;
  };

  beforeAll(async () => {
    database = await createDatabase();
    running = await startTestServer(database);
  });
  afterAll(async () => {
    await running?.close();
    await database?.drop();
  });

  describeAuthentication(server);
  describeErrors(server);
  describeCreateScrape(server);
  describeReadScrape(server);
  describeCredits(server);
  describeResults(server);
  describeCancel(server);
  describeVerifyEmail(server);
  describeVerifyJobs(server);
  describeVerifyLeads(server);
  describeLists(server);
  describeRateLimits(server);
  describeWebhooks(server);
  describeDashboard(server);
  describePages(server);
  describeAdmin(server);
  describeNul(server);
  describeNulAtSiblings(server);
  describeOpenApi(server);
}
