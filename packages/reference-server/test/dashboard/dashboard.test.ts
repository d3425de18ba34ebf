import { describeAnswers, observedOperations } from '../support/described-answers.ts';
import { onBothStorages } from '../support/on-both-storages.ts';
import { startTestServer } from '../support/test-server.ts';
import { describeAccount } from './suites/account.ts';
import { describeCredits } from './suites/credits.ts';
import { describeJobs } from './suites/jobs.ts';
import { describeKeys } from './suites/keys.ts';
import { describeSession } from './suites/session.ts';
import { describeNewJobs } from './suites/new-jobs.ts';
import { describePages } from './suites/pages.ts';
import { describeResults } from './suites/results.ts';
import { describeUsers } from './suites/users.ts';
import { describeWebhooks } from './suites/webhooks.ts';

onBothStorages('the dashboard', startTestServer, [
  describeSession,
  describeKeys,
  describePages,
  describeWebhooks,
  describeNewJobs,
  describeJobs,
  describeCredits,
  describeAccount,
  describeUsers,
  describeResults,
  describeAnswers(observedOperations.dashboard),
]);
