import { onBothStorages } from '../../support/on-both-storages.ts';
import { startStage } from './start-scrupp.ts';
import { describeRoutes } from './suites/routes.ts';
import { describeTasks } from './suites/tasks.ts';
import { describeJobs } from './suites/jobs.ts';
import { describeIdempotency } from './suites/idempotency.ts';
import { describeOperations } from './suites/operations.ts';
import { describeView } from './suites/view.ts';
import { describeWebhooks } from './suites/webhooks.ts';
import { describeWebhookRetries } from './suites/webhook-retries.ts';

onBothStorages('Scrupp', startStage, [
  describeRoutes,
  describeTasks,
  describeJobs,
  describeIdempotency,
  describeOperations,
  describeView,
  describeWebhooks,
  describeWebhookRetries,
]);
