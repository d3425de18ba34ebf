import { z } from 'zod/v4';

const jobName = z
  .string()
  .min(1)
  .default('API job')
  .meta({
    title: 'Job Name',
    description: 'A name by which you recognise the job in the MatchKraft dashboard.',
    examples: ['Leads of June'],
  });

const website = z
  .string()
  .min(3)
  .meta({
    title: 'Website',
    description: 'The address of a website.',
    examples: ['https://dataprana.io'],
  });
const email = z.string().min(3).max(254).includes('@');
const contact = z.object({
  firstName: z
    .string()
    .min(1)
    .meta({ title: 'First Name', description: 'The first name of the person.', examples: ['Arseniy'] }),
  lastName: z
    .string()
    .min(1)
    .meta({ title: 'Last Name', description: 'The last name of the person.', examples: ['Grusha'] }),
  website: website.meta({
    title: 'Website',
    description: "The website of the person's company.",
    examples: ['https://dataprana.io'],
  }),
});

const recordsInput = <Each extends z.ZodType>(record: Each, words: Readonly<Record<string, unknown>>) => ({
  record,
  input: z.object({
    records: z
      .array(record)
      .min(1, 'No usable record')
      .meta({ title: 'Records', ...words }),
    jobName,
  }),
});

const CHARGE = 'MatchKraft may charge your account for each.';

/** The input of each operation, and the schema of one record, by which unusable records are left out. */
export const websites = recordsInput(website, {
  title: 'Websites',
  description: `The websites to search for email addresses. ${CHARGE}`,
  examples: [['https://example.com', 'https://example2.com']],
});
export const emails = recordsInput(email, {
  title: 'Email Addresses',
  description: `The addresses to validate. ${CHARGE}`,
  examples: [['john@gmail.com', 'test@domain.com']],
});
export const people = recordsInput(contact, {
  title: 'People',
  description: `The people to find an address for, each with a name and the website of a company. ${CHARGE}`,
  examples: [[{ firstName: 'Arseniy', lastName: 'Grusha', website: 'https://dataprana.io' }]],
});
