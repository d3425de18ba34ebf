import { describeAnswers, observedOperations } from '../support/described-answers.ts';
import { onBothStorages } from '../support/on-both-storages.ts';
import { startTestServer } from '../support/test-server.ts';
import { describeSession } from './suites/session.ts';
import { describePages } from './suites/pages.ts';

onBothStorages('the dashboard', startTestServer, [
  describeSession,
  describePages,
  describeAnswers(observedOperations.dashboard),
]);
