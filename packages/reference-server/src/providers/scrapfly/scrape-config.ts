import { z } from 'zod/v4';

export const formats = ['raw', 'text', 'markdown', 'clean_html'] as const;

export type ContentFormat = (typeof formats)[number];

/** What a scrape was asked for; also the input of its job. */
export const scrapeConfig = z.object({
  url: z.string(),
  /** What is posted to the page, which otherwise is only got. */
  post: z.object({ base64: z.string(), type: z.string().nullable() }).optional(),
  format: z.enum(formats),
  /** Whose key asked. */
  project: z.string(),
  env: z.string(),
  /** Names the response, not the job. */
  logId: z.string(),
  /** Absent when the answer is awaited. */
  webhook: z.object({ endpointId: z.string(), name: z.string(), order: z.number() }).optional(),
});

export type ScrapeConfig = z.output<typeof scrapeConfig>;

/** What decides which page comes, and how. */
export type PageConfig = Pick<ScrapeConfig, 'url' | 'post' | 'format'>;
