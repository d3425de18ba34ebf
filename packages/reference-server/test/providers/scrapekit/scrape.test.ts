import { describeAnswers, observedOperations } from '../../support/described-answers.ts';
import { onBothStorages } from '../../support/on-both-storages.ts';
import { startTestServer } from '../../support/test-server.ts';
import { describeAuthentication } from './suites/authentication.ts';
import { describeErrors } from './suites/errors.ts';
import { describeCreateScrape } from './suites/create-scrape.ts';
import { describeReadScrape } from './suites/read-scrape.ts';
import { describeCredits } from './suites/credits.ts';
import { describeResults } from './suites/results.ts';
import { describeCancel } from './suites/cancel.ts';
import { describeLists } from './suites/lists.ts';
import { describeOpenApi } from './suites/open-api.ts';

onBothStorages('ScrapeKit scrape jobs', startTestServer, [
  describeAuthentication,
  describeErrors,
  describeCreateScrape,
  describeReadScrape,
  describeCredits,
  describeResults,
  describeCancel,
  describeLists,
  describeOpenApi,
  describeAnswers(observedOperations.scrape),
]);
