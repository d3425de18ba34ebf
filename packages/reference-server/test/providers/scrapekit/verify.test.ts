import { describeAnswers, observedOperations } from '../../support/described-answers.ts';
import { onBothStorages } from '../../support/on-both-storages.ts';
import { startTestServer } from '../../support/test-server.ts';
import { describeVerifyEmail } from './suites/verify-email.ts';
import { describeVerifyJobs } from './suites/verify-jobs.ts';
import { describeVerifyLeads } from './suites/verify-leads.ts';
import { describeRateLimits } from './suites/rate-limits.ts';
import { describeWebhooks } from './suites/webhooks.ts';

onBothStorages('ScrapeKit verification, rate limits and webhooks', startTestServer, [
  describeVerifyEmail,
  describeVerifyJobs,
  describeVerifyLeads,
  describeRateLimits,
  describeWebhooks,
  describeAnswers(observedOperations.verify),
]);
