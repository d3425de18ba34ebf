import { describeAnswers, observedOperations } from '../support/described-answers.ts';
import { onBothStorages } from '../support/on-both-storages.ts';
import { startTestServer } from '../support/test-server.ts';
import { describeKeys } from './suites/keys.ts';
import { describeSession } from './suites/session.ts';
import { describeNewJobs } from './suites/new-jobs.ts';
import { describePages } from './suites/pages.ts';
import { describeResults } from './suites/results.ts';

onBothStorages('the dashboard', startTestServer, [
  describeSession,
  describeKeys,
  describePages,
  describeNewJobs,
  describeResults,
  describeAnswers(observedOperations.dashboard),
]);
