import { afterAll, beforeAll } from 'vitest';
import { startReceiver } from '../../server/support/receiver.ts';
import type { TestDatabase } from '../../server/support/test-database.ts';
import { startScrupp, type Stage } from './start-scrupp.ts';
import { describeIdempotency } from './suites/idempotency.ts';
import { describeJobs } from './suites/jobs.ts';
import { describeOperations } from './suites/operations.ts';
import { describeRoutes } from './suites/routes.ts';
import { describeTasks } from './suites/tasks.ts';
import { describeView } from './suites/view.ts';
import { describeWebhookRetries } from './suites/webhook-retries.ts';
import { describeWebhooks } from './suites/webhooks.ts';

/** Tests Scrupp on one kind of storage. */
export function describeScrupp(createDatabase: () => Promise<TestDatabase>): void {
  let database: TestDatabase | undefined;
  let current: Stage | undefined;
  const arranged = new Map<string, (number | null)[]>();
  const stage = (): Stage => {
    if (current === undefined) throw new Error('The server did not start.');
    return current;
  };

  beforeAll(async () => {
    database = await createDatabase();
    const receiver = await startReceiver(({ path }, response) => {
      const status = arranged.get(path)?.shift();
      if (status !== null) response.writeHead(status ?? 204).end();
    });
    const arrange: Stage['arrange'] = (path, ...statuses) => void arranged.set(path, [...statuses]);
    current = { server: await startScrupp(database), receiver, arrange };
  });
  afterAll(async () => {
    await current?.server.close();
    await current?.receiver.close();
    await database?.drop();
  });

  describeRoutes(stage);
  describeTasks(stage);
  describeJobs(stage);
  describeIdempotency(stage);
  describeOperations(stage);
  describeView(stage);
  describeWebhooks(stage);
  describeWebhookRetries(stage);
}
