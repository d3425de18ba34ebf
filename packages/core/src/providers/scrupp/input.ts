import { z } from 'zod/v4';

const webhookUrl = z
  .url({ protocol: /^https?$/ })
  .optional()
  .meta({
    title: 'Webhook URL',
    description: 'Scrupp calls this address when the task has ended, and again if the call fails.',
    examples: ['https://example.com/webhooks/scrupp'],
  });

/** The input of a task of the Task API (S01). The event returns the last two fields in its `meta` (S03). */
export const taskInput = (noun: string, items: { readonly help: string; readonly example: string[] }) =>
  z.object({
    items: z
      .array(z.string().min(1))
      .min(1)
      .meta({
        title: 'Items',
        description: `${items.help} Scrupp may charge your account for each ${noun} that it finds.`,
        examples: [items.example],
      }),
    max: z
      .int()
      .positive()
      .optional()
      .meta({
        title: 'Max Results',
        description: `The largest number of results to return. Scrupp may charge your account for each ${noun}.`,
        examples: [100],
      }),
    webhook_url: webhookUrl,
    external_id: z
      .string()
      .optional()
      .meta({
        title: 'External ID',
        description: 'Your own ID, which Scrupp repeats in the webhook.',
        examples: ['row_9481'],
      }),
    source: z
      .string()
      .optional()
      .meta({
        title: 'Source',
        description: 'The name of the program that starts the task, which Scrupp repeats in the webhook.',
        examples: ['zapier'],
      }),
  });

export const companiesInput = taskInput('company', {
  help: 'The companies to look up.',
  example: ['ibm', 'microsoft'],
});

export const contactsInput = taskInput('contact', {
  help: 'The companies or people to look up contacts for.',
  example: ['ibm', 'microsoft'],
});

/** The input of a job of the Jobs API (S11). */
export const jobInput = z.object({
  type: z
    .string()
    .min(1)
    .meta({
      title: 'Job Type',
      description: 'The type of the job, as the documentation of Scrupp names it.',
      examples: ['company.linkedin'],
    }),
  input: z.record(z.string(), z.unknown()).meta({
    title: 'Job Input',
    description: 'The fields that this type of job needs. Scrupp may charge your account for each result.',
    examples: [{ items: ['ibm', 'microsoft'], max: 100 }],
  }),
  webhook_url: webhookUrl,
});
