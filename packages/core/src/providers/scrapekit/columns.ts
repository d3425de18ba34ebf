import { z } from 'zod/v4';
import type { Verdicts } from '../../operation.ts';

/** A lead in normal form: unknown numbers are null and `emails_found` is a list (C105, C194). */
export const leadColumns = z.looseObject({
  place_id: z.string().meta({
    title: 'Place ID',
    description:
      'The ID of the business on Google Maps, by which the same business is recognised in two jobs.',
    examples: ['ChIJN1t_tDeuEmsRUsoyG83frY4'],
  }),
  name: z.string().meta({
    title: 'Business Name',
    description: 'The name of the business.',
    examples: ['Smile Austin Dental'],
  }),
  address: z.string().meta({
    title: 'Address',
    description: 'The full postal address.',
    examples: ['1200 Congress Ave, Austin, TX 78701'],
  }),
  phone: z.string().meta({
    title: 'Phone',
    description: 'The phone number. Empty if none is listed.',
    examples: ['+1 512 555 0142'],
  }),
  website: z.string().meta({
    title: 'Website',
    description: 'The address of the website. Empty if none is listed.',
    examples: ['https://smileaustin.com'],
  }),
  rating: z
    .number()
    .nullable()
    .meta({
      title: 'Rating',
      description: 'The average rating on Google, from 0 to 5. Empty if there are too few reviews.',
      examples: [4.8],
    }),
  reviews_count: z
    .int()
    .nullable()
    .meta({
      title: 'Reviews Count',
      description: 'The number of reviews on Google. Empty if it is unknown.',
      examples: [312],
    }),
  lat: z.number().meta({
    title: 'Latitude',
    description: 'The latitude of the business in degrees.',
    examples: [30.2672],
  }),
  lng: z.number().meta({
    title: 'Longitude',
    description: 'The longitude of the business in degrees.',
    examples: [-97.7431],
  }),
  category: z.string().meta({
    title: 'Category',
    description: 'The main category on Google. Empty if it is unknown.',
    examples: ['Dentist'],
  }),
  emails_found: z.array(z.string()).meta({
    title: 'Emails Found',
    description: 'The email addresses on the website of the business.',
    examples: [['hello@smileaustin.com', 'admin@smileaustin.com']],
  }),
  // The server adds it only to jobs that verify addresses (C109).
  email_status: z
    .string()
    .optional()
    .meta({
      title: 'Email Status',
      description: 'The best verdict among the addresses of the lead. Only in jobs that verify addresses.',
      examples: ['safe'],
    }),
});

/** The statuses of a verified address by what to do with it (C150). */
const verdictGroups: Verdicts['groups'] = {
  deliverable: ['safe', 'role', 'valid'],
  risky: ['catch_all', 'inbox_full'],
  'do-not-send': ['disposable', 'invalid', 'disabled'],
  retry: ['unknown'],
};
export const verdicts: Verdicts = { column: 'status', groups: verdictGroups };

const email = z.string().meta({
  title: 'Email',
  description: 'The address that was verified, in lower case.',
  examples: ['hello@smileaustin.com'],
});
const status = z.string().meta({
  title: 'Status',
  description:
    'The verdict: safe, role, catch_all, disposable, invalid, disabled, inbox_full or unknown. Only unknown costs nothing.',
  examples: ['safe'],
});
const reason = z
  .string()
  .nullable()
  .meta({
    title: 'Reason',
    description: 'Why mail cannot be delivered. Empty if it can.',
    examples: [null],
  });
const score = {
  description: 'How sure delivery is, from 0 to 95.',
  examples: [95],
};

/** One address of a verification job (C143). */
export const verdictColumns = z.looseObject({
  email,
  status,
  reason,
  role: z.boolean().meta({
    title: 'Role',
    description: 'Whether the address belongs to a function such as info or sales, and not to a person.',
    examples: [false],
  }),
  catch_all: z.boolean().meta({
    title: 'Catch All',
    description:
      'Whether the domain accepts mail for every address, so that nothing is known about this one.',
    examples: [false],
  }),
  free_provider: z.boolean().meta({
    title: 'Free Provider',
    description: 'Whether the address belongs to a free mail service such as Gmail.',
    examples: [false],
  }),
  overall_score: z.int().meta({ title: 'Overall Score', ...score }),
});

/** The answer to the verification of one address (C122). */
export const verifiedEmailColumns = z.looseObject({
  email,
  status,
  score: z.int().meta({ title: 'Score', ...score }),
  reason,
  checks: z
    .looseObject({
      syntax: z.string().meta({
        title: 'Syntax',
        description: 'Whether the address is well formed: pass or fail.',
        examples: ['pass'],
      }),
      mx: z.string().meta({
        title: 'Mail Server',
        description: 'Whether the domain has a mail server: pass or fail.',
        examples: ['pass'],
      }),
      smtp: z.string().meta({
        title: 'Mailbox',
        description: 'Whether the mail server accepts the address: pass, timeout or fail.',
        examples: ['pass'],
      }),
      disposable: z.boolean().meta({
        title: 'Disposable',
        description: 'Whether the domain gives out temporary addresses.',
        examples: [false],
      }),
      role_account: verdictColumns.shape.role,
      catch_all: verdictColumns.shape.catch_all,
      free_provider: verdictColumns.shape.free_provider,
    })
    .meta({ title: 'Checks', description: 'The results of the single checks.' }),
  credits_used: z.number().meta({
    title: 'Credits Used',
    description: 'What the check cost: 0.005 credits, or 0 if the status is unknown.',
    examples: [0.005],
  }),
});
