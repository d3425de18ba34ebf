import { z } from 'zod/v4';

const jobId = (example: string) =>
  z.string().meta({
    title: 'Job ID',
    description: 'The ID of the job. Keep it to fetch the results later.',
    examples: [example],
  });
const status = (example: string) =>
  z.string().meta({
    title: 'Status',
    description: 'The state of the job: queued, running, completed, failed or cancelled.',
    examples: [example],
  });
const createdAt = z.iso.datetime().meta({
  title: 'Created At',
  description: 'When the job was created, in UTC.',
  examples: ['2026-04-21T10:32:14Z'],
});
const estimatedCredits = (example: number) =>
  z.number().meta({
    title: 'Estimated Credits',
    description: 'The most that the job costs, without the verification of addresses.',
    examples: [example],
  });
const creditsUsed = (example: number) =>
  z.number().meta({
    title: 'Credits Used',
    description: 'The credits that the job has cost so far.',
    examples: [example],
  });
const error = z
  .string()
  .nullable()
  .meta({
    title: 'Error',
    description: 'Why the job failed. Empty unless it failed.',
    examples: [null],
  });
const updatedAt = z.iso.datetime().meta({
  title: 'Read At',
  description: 'When this state of the job was read, in UTC.',
  examples: ['2026-04-21T10:34:51Z'],
});

const query = z.string().meta({
  title: 'Query',
  description: 'The type of business that the job looks for.',
  examples: ['dentists'],
});
const location = z.string().meta({
  title: 'Location',
  description: 'The place in which the job looks.',
  examples: ['Austin, Texas'],
});

/** A scrape job in the answer to its create (C077) and in that of the status route (C090). */
export const scrapeJobColumns = {
  created: z.looseObject({
    job_id: jobId('sk_job_4f7a9b1c'),
    status: status('queued'),
    query,
    location,
    max_leads: z.int().meta({
      title: 'Max Leads',
      description: 'The largest number of leads, possibly lowered to what the balance pays for.',
      examples: [500],
    }),
    verify_emails: z.boolean().meta({
      title: 'Verify Emails',
      description: 'Whether the job verifies the addresses of its leads.',
      examples: [true],
    }),
    estimated_credits: estimatedCredits(7.5),
    created_at: createdAt,
  }),
  schema: z.looseObject({
    job_id: jobId('sk_job_4f7a9b1c'),
    status: status('completed'),
    query,
    location,
    progress: z
      .looseObject({
        scraped: z.int().meta({
          title: 'Leads Found',
          description: 'The number of leads so far. Each costs 0.015 credits.',
          examples: [487],
        }),
        verified: z.int().meta({
          title: 'Leads Verified',
          description: 'The number of leads with a verified address so far. 0 if the job verifies none.',
          examples: [421],
        }),
        target: z.int().meta({
          title: 'Businesses Discovered',
          description: 'The number of businesses to look through. 0 until it is known.',
          examples: [500],
        }),
      })
      .meta({ title: 'Progress', description: 'How far the job is.' }),
    credits_used: creditsUsed(7.305),
    // The server adds it only to jobs that verify addresses (A05).
    verification_credits_used: z
      .number()
      .optional()
      .meta({
        title: 'Verification Credits Used',
        description:
          'The credits that verifying addresses has cost so far. Only in jobs that verify addresses.',
        examples: [2.105],
      }),
    error,
    created_at: createdAt,
    updated_at: updatedAt,
  }),
};

/** A verification job in the answer to its create (C136) and in that of the status route (C138). */
export const verifyJobColumns = {
  created: z.looseObject({
    job_id: jobId('sk_verify_c1d2e3f4'),
    status: status('queued'),
    total: z.int().meta({
      title: 'Addresses',
      description:
        'The number of addresses that are verified, possibly fewer than were sent if the balance is too low.',
      examples: [12_500],
    }),
    estimated_credits: estimatedCredits(62.5),
    created_at: createdAt,
  }),
  schema: z.looseObject({
    job_id: jobId('sk_verify_c1d2e3f4'),
    status: status('completed'),
    total: z.int().meta({
      title: 'Addresses',
      description: 'The number of addresses in the job.',
      examples: [12_500],
    }),
    processed: z.int().meta({
      title: 'Processed',
      description: 'The number of addresses that are verified so far.',
      examples: [12_500],
    }),
    valid: z.int().meta({
      title: 'Deliverable',
      description: 'The number of addresses with the verdict safe or role so far.',
      examples: [9664],
    }),
    credits_used: creditsUsed(61.29),
    error,
    created_at: createdAt,
    updated_at: updatedAt,
  }),
};
