import { ScrapeKit } from '@scrapekit/core/node';

const scrapekit = new ScrapeKit(); // Reads the key from SCRAPEKIT_API_KEY.
const leads = scrapekit.scrape.run({ query: 'dentists', location: 'Austin, Texas', max_leads: 20 });

for await (const lead of leads) console.log(lead.name, lead.emails_found);
