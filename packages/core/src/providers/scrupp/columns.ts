import { z } from 'zod/v4';

const status = (words: string, example: string) =>
  z.string().meta({ title: 'Status', description: `The state: ${words}.`, examples: [example] });
const error = z
  .string()
  .nullish()
  .meta({
    title: 'Error',
    description: 'Why it failed. Empty unless it failed.',
    examples: [null],
  });

const taskId = z.union([z.int(), z.string()]).meta({
  title: 'Process ID',
  description: 'The number of the task. Keep it to fetch the results later.',
  examples: [6666],
});
const taskStatus = (example: string) => status('queued, running, completed or failed', example);

/** A task in the answer to its create and in that of the status route (S09). */
export const taskColumns = {
  created: z.looseObject({ process_id: taskId, status: taskStatus('queued').optional() }),
  schema: z.looseObject({ process_id: taskId, status: taskStatus('completed'), error }),
};

const jobId = z.union([z.string(), z.int()]).meta({
  title: 'Job ID',
  description: 'The ID of the job. Keep it to fetch the results later.',
  examples: ['6667'],
});
const jobStatus = (example: string) => status('queued, running, succeeded or failed', example);

/** A job of the Jobs API (S11). */
export const jobColumns = {
  created: z.looseObject({ job_id: jobId, status: jobStatus('queued').optional() }),
  schema: z.looseObject({ job_id: jobId, status: jobStatus('succeeded'), error }),
};

// The form of rows is undocumented. These are the columns of this project's server, and any of them may be absent.
const known = (title: string, description: string, example: unknown) =>
  z
    .string()
    .nullish()
    .meta({ title, description, examples: [example] });

const shared = {
  item: known('Item', 'The item of your list that led to this row.', 'ibm'),
  found: z
    .boolean()
    .optional()
    .meta({
      title: 'Found',
      description: 'Whether anything was found for the item.',
      examples: [true],
    }),
  reason: known('Reason', 'Why nothing was found. Empty otherwise.', null),
  company_name: known('Company Name', 'The name of the company.', 'IBM'),
  company_domain: known('Company Domain', 'The domain of its website.', 'ibm.com'),
  company_linkedin: known(
    'Company LinkedIn',
    'Its page on LinkedIn.',
    'https://www.linkedin.com/company/ibm',
  ),
  company_website: known('Company Website', 'The address of its website.', 'https://www.ibm.com'),
  company_phone: known('Company Phone', 'Its phone number.', '+1 914 499 1900'),
  company_address: known('Company Address', 'Its postal address.', '1 New Orchard Rd, Armonk, NY 10504'),
  company_category: known('Company Category', 'What the company does.', 'IT services'),
};

const email = known('Email', 'An email address.', 'contact@ibm.com');
const verdict = known('Status', 'The verdict about the address.', 'role');
const score = z
  .number()
  .nullish()
  .meta({
    title: 'Score',
    description: 'How sure delivery is, from 0 to 95.',
    examples: [80],
  });

export const companyRows = z.looseObject({
  ...shared,
  emails: z
    .array(z.looseObject({ email, status: verdict, score }))
    .optional()
    .meta({
      title: 'Emails',
      description: 'The addresses that the website shows, each with a verdict.',
      examples: [[{ email: 'contact@ibm.com', status: 'role', score: 80 }]],
    }),
});

export const contactRows = z.looseObject({
  ...shared,
  first_name: known('First Name', 'The first name of the person.', 'Maria'),
  last_name: known('Last Name', 'The last name of the person.', 'Lopez'),
  email: known('Email', 'The email address of the person.', 'maria.lopez@ibm.com'),
  email_status: known('Email Status', 'The verdict about the address.', 'safe'),
  email_score: z
    .number()
    .nullish()
    .meta({
      title: 'Email Score',
      description: 'How sure delivery is, from 0 to 95.',
      examples: [95],
    }),
});

/** A row of a job of the Jobs API, which depends on the type of the job. */
export const jobRows = z.looseObject({ item: shared.item, found: shared.found, reason: shared.reason });
