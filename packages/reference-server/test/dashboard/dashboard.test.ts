import { describeAnswers, observedOperations } from '../support/described-answers.ts';
import { onBothStorages } from '../support/on-both-storages.ts';
import { startTestServer } from '../support/test-server.ts';
import { describeAccount } from './suites/account.ts';
import { describeKeys } from './suites/keys.ts';
import { describeSession } from './suites/session.ts';
import { describePages } from './suites/pages.ts';
import { describeUsers } from './suites/users.ts';
import { describeWebhooks } from './suites/webhooks.ts';

onBothStorages('the dashboard', startTestServer, [
  describeSession,
  describeKeys,
  describePages,
  describeWebhooks,
  describeAccount,
  describeUsers,
  describeAnswers(observedOperations.dashboard),
]);
