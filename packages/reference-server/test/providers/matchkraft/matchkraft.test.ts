import { onBothStorages } from '../../support/on-both-storages.ts';
import { startMatchKraft } from './start-matchkraft.ts';
import { describeRoutes } from './suites/routes.ts';
import { describeBodies } from './suites/bodies.ts';
import { describeJobs } from './suites/jobs.ts';
import { describeOperations } from './suites/operations.ts';
import { describeView } from './suites/view.ts';
import { describeWebhooks } from './suites/webhooks.ts';

onBothStorages('MatchKraft', startMatchKraft, [
  describeRoutes,
  describeBodies,
  describeJobs,
  describeOperations,
  describeView,
  describeWebhooks,
]);
