import { createInbox, createWebhookReceiver, providers } from '@scrapekit/core';
import { systemClock } from '@scrapekit/core/system-clock';

export const inbox = createInbox({ clock: systemClock });

export const receive = createWebhookReceiver({
  provider: providers.scrapekit,
  secrets: [process.env.SCRAPEKIT_WEBHOOK_SECRET ?? ''],
  inbox,
  clock: systemClock,
});
