import { onBothStorages } from '../support/on-both-storages.ts';
import { startTestServer } from '../support/test-server.ts';
import { describeCredits } from './suites/credits.ts';
import { describeJobs } from './suites/jobs.ts';
import { describeNewJobs } from './suites/new-jobs.ts';
import { describeResults } from './suites/results.ts';

// These have a server of their own, because a network may log in only 180 times in a minute.
onBothStorages('the jobs in the dashboard', startTestServer, [
  describeNewJobs,
  describeJobs,
  describeCredits,
  describeResults,
]);
