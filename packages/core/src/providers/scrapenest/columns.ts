import { z } from 'zod/v4';

// The answers about jobs and files are undocumented. These are the columns of this project's server.
const id = z.string().meta({
  title: 'Job ID',
  description: 'The ID of the job. Keep it to fetch the results later.',
  examples: ['job_01HX5N3W4Q8K'],
});
const status = (example: string) =>
  z.string().meta({
    title: 'Status',
    description: 'The state of the job: queued, running, succeeded, failed or cancelled.',
    examples: [example],
  });
const url = z
  .string()
  .optional()
  .meta({
    title: 'Page URL',
    description: 'The address of the page that the job scrapes.',
    examples: ['https://example.com'],
  });

export const jobColumns = {
  created: z.looseObject({ id, status: status('queued'), url }),
  schema: z.looseObject({
    id,
    status: status('succeeded'),
    url,
    artifact_count: z
      .int()
      .nullish()
      .meta({
        title: 'Files',
        description: 'The number of files that the job produced.',
        examples: [3],
      }),
    failure_reason: z
      .string()
      .nullish()
      .meta({
        title: 'Failure Reason',
        description: 'Why the job failed. Empty unless it failed.',
        examples: [null],
      }),
  }),
};

/** A file that a job produced. Its content is fetched apart. */
export const artifactColumns = z.looseObject({
  id: z.string().meta({
    title: 'File ID',
    description: 'The ID of the file, by which its content is fetched.',
    examples: ['art_01HX5N3W4Q8K'],
  }),
  job_id: z
    .string()
    .optional()
    .meta({
      title: 'Job ID',
      description: 'The ID of the job that produced the file.',
      examples: ['job_01HX5N3W4Q8K'],
    }),
  name: z
    .string()
    .optional()
    .meta({
      title: 'File Name',
      description: 'The name of the file.',
      examples: ['page.html'],
    }),
  content_type: z
    .string()
    .optional()
    .meta({
      title: 'Content Type',
      description: 'The type of the content.',
      examples: ['text/html'],
    }),
  size: z
    .int()
    .optional()
    .meta({
      title: 'Size',
      description: 'The size of the file in bytes.',
      examples: [5120],
    }),
  sha256: z
    .string()
    .optional()
    .meta({
      title: 'Checksum',
      description: 'The SHA-256 checksum of the content.',
      examples: ['9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'],
    }),
});
