import { z } from 'zod/v4';

export const scrapeInput = z.object({
  url: z.url({ protocol: /^https?$/ }).meta({
    title: 'Page URL',
    description: 'The address of the page to scrape. ScrapeNest may charge your account for each page.',
    examples: ['https://example.com'],
  }),
});
