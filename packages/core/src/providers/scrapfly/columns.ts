import { z } from 'zod/v4';

const jobOf = (example: Readonly<Record<string, unknown>>) =>
  z
    .looseObject({
      job: z
        .looseObject({
          uuid: z.string().meta({
            title: 'Job ID',
            description: 'The ID of the scrape. The webhook repeats it.',
            examples: ['7c0c2a57-7d5e-4f0a-8f35-0f6d2c3c1d5e'],
          }),
          status: z
            .string()
            .nullish()
            .meta({
              title: 'Status',
              description: 'The state of the scrape in the words of Scrapfly.',
              examples: [example.status],
            }),
          is_finished: z
            .boolean()
            .nullish()
            .meta({
              title: 'Finished',
              description: 'Whether the scrape has ended.',
              examples: [example.is_finished],
            }),
          is_success: z
            .boolean()
            .nullish()
            .meta({
              title: 'Success',
              description: 'Whether the page was scraped.',
              examples: [example.is_success],
            }),
        })
        .meta({ title: 'Job', description: 'The queued scrape.' }),
    })
    .meta({ title: 'Context', description: 'What Scrapfly says about the request.' });

/** A queued scrape in the answer to its create (F23) and in its delivery (F19). */
export const jobColumns = {
  created: z.looseObject({ context: jobOf({ status: 'PENDING', is_finished: false, is_success: null }) }),
  schema: z.looseObject({ context: jobOf({ status: 'DONE', is_finished: true, is_success: true }) }),
};

/** The result of a scrape, as a row (F20). */
export const pageColumns = z.looseObject({
  url: z
    .string()
    .nullish()
    .meta({
      title: 'Page URL',
      description: 'The address of the page after all redirects.',
      examples: ['https://httpbin.org/anything'],
    }),
  success: z
    .boolean()
    .nullish()
    .meta({
      title: 'Success',
      description: 'Whether the page was scraped.',
      examples: [true],
    }),
  status_code: z
    .int()
    .nullish()
    .meta({
      title: 'Status Code',
      description: 'The HTTP status with which the website answered.',
      examples: [200],
    }),
  reason: z
    .string()
    .nullish()
    .meta({
      title: 'Reason',
      description: 'The text that belongs to the status.',
      examples: ['OK'],
    }),
  content: z
    .string()
    .nullish()
    .meta({
      title: 'Content',
      description: 'The content of the page in the requested format.',
      examples: ['<html><head></head><body>Hello</body></html>'],
    }),
  content_type: z
    .string()
    .nullish()
    .meta({
      title: 'Content Type',
      description: 'The type of the content.',
      examples: ['text/html; charset=utf-8'],
    }),
  format: z
    .string()
    .nullish()
    .meta({
      title: 'Content Format',
      description: 'Whether the content is text or binary.',
      examples: ['text'],
    }),
  size: z
    .number()
    .nullish()
    .meta({
      title: 'Size',
      description: 'The size of the content in bytes.',
      examples: [44],
    }),
  duration: z
    .number()
    .nullish()
    .meta({
      title: 'Duration',
      description: 'How long the scrape took, in seconds.',
      examples: [1.27],
    }),
  log_url: z
    .string()
    .nullish()
    .meta({
      title: 'Log URL',
      description: 'The page of the Scrapfly dashboard about this scrape.',
      examples: ['https://scrapfly.io/dashboard/monitoring/log/01HX5N3W4Q8K'],
    }),
});

/** The answer to a scrape that was not queued: its result and facts about the request (F20). */
export const scrapeColumns = z.looseObject({
  uuid: z
    .string()
    .nullish()
    .meta({
      title: 'Log ID',
      description: 'The ID of the scrape in the Scrapfly dashboard.',
      examples: ['01HX5N3W4Q8K'],
    }),
  result: pageColumns.meta({ title: 'Result', description: 'The scraped page.' }),
});
