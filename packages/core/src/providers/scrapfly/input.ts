import { z } from 'zod/v4';

/** The input of a scrape that answers at once. */
export const scrapeNowInput = z.object({
  url: z.url({ protocol: /^https?$/ }).meta({
    title: 'Page URL',
    description: 'The address of the page to scrape. Each scrape uses API credits of your Scrapfly plan.',
    examples: ['https://httpbin.org/anything'],
  }),
  country: z
    .string()
    .optional()
    .meta({
      title: 'Country',
      description: 'The country from which the page is opened, as two letters.',
      examples: ['us'],
    }),
  format: z
    .enum(['raw', 'text', 'markdown', 'clean_html', 'json'])
    .optional()
    .meta({
      title: 'Format',
      description: 'The form in which the page is returned.',
      examples: ['markdown'],
      choices: {
        raw: 'As the Website Sends It',
        text: 'Text Only',
        markdown: 'Markdown',
        clean_html: 'Clean HTML',
        json: 'JSON',
      },
    }),
  render_js: z
    .boolean()
    .optional()
    .meta({
      title: 'Render JavaScript',
      description: 'Whether to open the page in a browser. This may use more API credits.',
      examples: [false],
    }),
  asp: z
    .boolean()
    .optional()
    .meta({
      title: 'Bypass Protection',
      description: 'Whether to get past protection against robots. This may use more API credits.',
      examples: [false],
    }),
  cache: z
    .boolean()
    .optional()
    .meta({
      title: 'Use Cache',
      description: 'Whether to return a stored copy of the page if there is one.',
      examples: [false],
    }),
});

/** The input of a scrape whose result is sent to a webhook (F01). */
export const scrapeInput = scrapeNowInput.extend({
  webhook_name: z
    .string()
    .min(1, 'The name of a webhook set up in the dashboard')
    .meta({
      title: 'Webhook Name',
      description:
        'The name of a webhook that you created in the Scrapfly dashboard, in the project and environment of your API key.',
      examples: ['example'],
    }),
});
