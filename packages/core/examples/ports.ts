import { createClient, providers } from '@scrapekit/core';
import { systemClock } from '@scrapekit/core/system-clock';
import { undiciTransport } from '@scrapekit/core/undici';

const client = createClient(providers.scrapekit, {
  transport: undiciTransport(),
  clock: systemClock,
  credentials: { apiKey: process.env.SCRAPEKIT_API_KEY ?? '' },
  baseUrl: process.env.SCRAPEKIT_BASE_URL ?? 'https://scrapekit.ai',
});

const job = await client.create('scrape', { query: 'dentists', location: 'Austin, Texas', max_leads: 20 });
await client.wait(job);
for await (const lead of client.results(job)) console.log(lead.name, lead.emails_found);
