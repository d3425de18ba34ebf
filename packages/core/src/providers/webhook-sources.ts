import { matchkraftWebhook } from './matchkraft/webhook.ts';
import { scrapekitWebhook } from './scrapekit/webhook.ts';
import { scrapenestWebhook } from './scrapenest/webhook.ts';
import { scrapflyWebhook } from './scrapfly/webhook.ts';
import { scruppWebhook } from './scrupp/webhook.ts';

/** The webhook parts of all definitions, by the provider's id. */
export const webhookSources = {
  scrapekit: scrapekitWebhook,
  matchkraft: matchkraftWebhook,
  scrupp: scruppWebhook,
  scrapfly: scrapflyWebhook,
  scrapenest: scrapenestWebhook,
} as const;
