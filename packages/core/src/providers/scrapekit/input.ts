import { z } from 'zod/v4';

const text = z
  .string()
  .refine((value) => value.trim() !== '', 'Enter a value')
  .refine((value) => Array.from(value).length <= 120, 'At most 120 characters');

/** The bounds of `text`, which its refinements do not show. */
const textBounds = { minLength: 1, maxLength: 120 };

const webhookUrl = z
  .url({ protocol: /^https$/, error: 'Must be an https:// URL' })
  .max(2048)
  .optional()
  .meta({
    title: 'Webhook URL',
    description:
      'ScrapeKit calls this address once when the job has ended. It must be a secure address (https).',
    examples: ['https://example.com/webhooks/scrapekit'],
  });

const clientRequestId = z
  .string()
  .min(1)
  .max(120)
  .optional()
  .meta({
    title: 'Request ID',
    description:
      'Your own ID of the job, by which the job is found again when the answer to its start was lost.',
    examples: ['order-1042'],
    filledBy: 'host',
  });

const LIMIT_NEEDED =
  "Give the largest number of leads, from 1 to 500000, or 'all' for as many as the balance pays for";

export const scrapeInput = z.object({
  query: text.meta({
    ...textBounds,
    title: 'Query',
    description: 'The type of business to look for, up to 120 characters.',
    examples: ['dentists'],
  }),
  location: text.meta({
    ...textBounds,
    title: 'Location',
    description: 'City, region or postal area, up to 120 characters.',
    examples: ['Austin, Texas'],
  }),
  // This field is required, because a job without a limit may use the whole balance. For the service 0 means no limit
  // (C072). Here 0 is refused, because hosts often turn an empty cell into 0. Only the word 'all' means no limit.
  max_leads: z.union([z.int().min(1).max(500_000), z.literal('all')], { error: LIMIT_NEEDED }).meta({
    title: 'Max Leads',
    description:
      'The largest number of leads to return, from 1 to 500000. Each lead costs 0.015 credits, and a number that costs more than the balance is lowered.',
    examples: [100],
  }),
  verify_emails: z
    .boolean()
    .optional()
    .meta({
      title: 'Verify Emails',
      description:
        'Whether to verify the email addresses of each lead. This costs 0.005 credits more for each address.',
      examples: [true],
    }),
  webhook_url: webhookUrl,
  client_request_id: clientRequestId,
});

export type ScrapeInput = z.infer<typeof scrapeInput>;

export const verifyInput = z.object({
  emails: z
    .array(z.string())
    .min(1, 'No usable address')
    .max(100_000, 'At most 100,000 addresses in one job')
    .meta({
      title: 'Email Addresses',
      description:
        'The addresses to verify, up to 100000. Each address with a verdict costs 0.005 credits. Duplicates and texts that are no address are left out.',
      examples: [['hello@smileaustin.com', 'info@downtown-dental.com']],
    }),
  webhook_url: webhookUrl,
  client_request_id: clientRequestId,
});

export const verifyEmailInput = z.object({
  email: z
    .string()
    .min(3)
    .max(254)
    .includes('@')
    .meta({
      format: 'email',
      title: 'Email Address',
      description: 'The address to verify. The check costs 0.005 credits.',
      examples: ['hello@smileaustin.com'],
    }),
});
