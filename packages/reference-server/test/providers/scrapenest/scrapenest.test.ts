import { onBothStorages } from '../../support/on-both-storages.ts';
import { startScrapeNest } from './start-scrapenest.ts';
import { describeJobs } from './suites/jobs.ts';
import { describeEndpoints } from './suites/endpoints.ts';
import { describeEvents } from './suites/events.ts';
import { describeDeliveries } from './suites/deliveries.ts';

onBothStorages('ScrapeNest', startScrapeNest, [
  describeJobs,
  describeEndpoints,
  describeEvents,
  describeDeliveries,
]);
