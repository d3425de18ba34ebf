import { describeAnswers, observedOperations } from '../../support/described-answers.ts';
import { onBothStorages } from '../../support/on-both-storages.ts';
import { startTestServer } from '../../support/test-server.ts';
import { describeVerifyEmail } from './suites/verify-email.ts';
import { describeCreateVerify } from './suites/create-verify.ts';
import { describeReadVerify } from './suites/read-verify.ts';
import { describeVerifyResults } from './suites/verify-results.ts';
import { describeVerifyLeads } from './suites/verify-leads.ts';
import { describeRateLimits } from './suites/rate-limits.ts';
import { describeWebhooks } from './suites/webhooks.ts';

onBothStorages('ScrapeKit verification, rate limits and webhooks', startTestServer, [
  describeVerifyEmail,
  describeCreateVerify,
  describeReadVerify,
  describeVerifyResults,
  describeVerifyLeads,
  describeRateLimits,
  describeWebhooks,
  describeAnswers(observedOperations.verify),
]);
