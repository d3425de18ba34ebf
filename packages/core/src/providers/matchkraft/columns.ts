import { z } from 'zod/v4';

const jobId = z.string().meta({
  title: 'Job ID',
  description: 'The ID of the job. Keep it to fetch the results later.',
  examples: ['20f70187-b941-4bb0-b10f-599b025fc425'],
});
const jobName = z.string().meta({
  title: 'Job Name',
  description: 'The name of the job.',
  examples: ['My Job'],
});
const jobStatus = (example: string) =>
  z.string().meta({
    title: 'Status',
    description: 'The state of the job: PENDING, COMPLETED or FAILED.',
    examples: [example],
  });

/** A job in the answer to its create (M02) and in that of the results route (M03). */
export const jobColumns = {
  created: z.looseObject({ jobId, jobName, status: jobStatus('PENDING') }),
  schema: z.looseObject({ jobId, jobName: jobName.optional(), status: jobStatus('COMPLETED') }),
};

// The form of rows is undocumented (M11). These are the columns of this project's server, and any of them may be absent.
const status = z
  .string()
  .optional()
  .meta({
    title: 'Status',
    description: 'The verdict about the address, such as safe, invalid or unknown.',
    examples: ['safe'],
  });
const score = z
  .number()
  .optional()
  .meta({
    title: 'Score',
    description: 'How sure delivery is, from 0 to 95.',
    examples: [95],
  });
const reason = z
  .string()
  .nullish()
  .meta({
    title: 'Reason',
    description: 'Why there is no address or no good verdict. Empty otherwise.',
    examples: [null],
  });
const website = z
  .string()
  .optional()
  .meta({
    title: 'Website',
    description: 'The website as you sent it.',
    examples: ['https://dataprana.io'],
  });
const email = z
  .string()
  .optional()
  .meta({
    title: 'Email',
    description: 'The address as you sent it.',
    examples: ['hello@dataprana.io'],
  });
const check = (title: string, description: string) =>
  z
    .string()
    .nullish()
    .meta({ title, description, examples: ['pass'] });
const flag = (title: string, description: string) =>
  z
    .boolean()
    .nullish()
    .meta({ title, description, examples: [false] });

/** The addresses of one website. */
export const websiteColumns = z.looseObject({
  website,
  domain: z
    .string()
    .optional()
    .meta({
      title: 'Domain',
      description: 'The domain of the website.',
      examples: ['dataprana.io'],
    }),
  emails: z
    .array(z.looseObject({ email, status, score, reason }))
    .optional()
    .meta({
      title: 'Emails',
      description: 'The addresses that the website shows, each with a verdict.',
      examples: [[{ email: 'hello@dataprana.io', status: 'safe', score: 95, reason: null }]],
    }),
  reason,
});

/** The verdict about one address. */
export const emailColumns = z.looseObject({
  email,
  status,
  score,
  reason,
  suspectedTrap: flag(
    'Suspected Trap',
    'Whether the address may be a trap for senders of spam. Such addresses are hidden on websites.',
  ),
  syntax: check('Syntax', 'Whether the address is well formed.'),
  domain: check('Domain', 'Whether the domain accepts mail.'),
  mailbox: check('Mailbox', 'Whether the mail server accepts the address.'),
  disposable: flag('Disposable', 'Whether the domain gives out temporary addresses.'),
  role: flag('Role', 'Whether the address belongs to a function and not to a person.'),
  catchAll: flag('Catch All', 'Whether the domain accepts mail for every address.'),
  freeProvider: flag('Free Provider', 'Whether the address belongs to a free mail service.'),
});

/** The address of one person. */
export const personColumns = z.looseObject({
  firstName: z
    .string()
    .optional()
    .meta({
      title: 'First Name',
      description: 'The first name as you sent it.',
      examples: ['Arseniy'],
    }),
  lastName: z
    .string()
    .optional()
    .meta({
      title: 'Last Name',
      description: 'The last name as you sent it.',
      examples: ['Grusha'],
    }),
  website,
  email: z
    .string()
    .nullish()
    .meta({
      title: 'Email',
      description: 'The address that was found. Empty if none was found.',
      examples: ['arseniy@dataprana.io'],
    }),
  status,
  score,
  reason,
});
