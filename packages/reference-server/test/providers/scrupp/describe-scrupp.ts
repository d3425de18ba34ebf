import { afterAll, beforeAll } from 'vitest';
import { startReceiver } from '../../server/support/receiver.ts';
import type { TestDatabase } from '../../server/support/test-database.ts';
import type { Stage } from './stage.ts';
import { startScrupp } from './start-scrupp.ts';
import { describeAuthentication } from './suites/authentication.ts';
import { describeIdempotency } from './suites/idempotency.ts';
import { describeJobsApi } from './suites/jobs-api.ts';
import { describeRetries } from './suites/retries.ts';
import { describeTasks } from './suites/tasks.ts';
import { describeWebhooks } from './suites/webhooks.ts';

/** Scrupp on one server, whatever it stores its data in. */
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

  describeAuthentication(stage);
  describeTasks(stage);
  describeJobsApi(stage);
  describeIdempotency(stage);
  describeWebhooks(stage);
  describeRetries(stage);
}
