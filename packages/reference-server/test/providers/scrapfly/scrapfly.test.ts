import { onBothStorages } from '../../support/on-both-storages.ts';
import { startScrapfly } from './start-scrapfly.ts';
import { describeRequests } from './suites/requests.ts';
import { describePages } from './suites/pages.ts';
import { describeWebhooks } from './suites/webhooks.ts';
import { describeDeliveries } from './suites/deliveries.ts';
import { describeDeliveredContent } from './suites/delivered-content.ts';
import { describeRetries } from './suites/retries.ts';

onBothStorages('Scrapfly', startScrapfly, [
  describeRequests,
  describePages,
  describeWebhooks,
  describeDeliveries,
  describeDeliveredContent,
  describeRetries,
]);
