import type { PersonAtWebsite } from '../../leads/find-email.ts';
import type { ResultRow } from '../row-shape.ts';
import { countUnknown, listFromRows, UNKNOWN, type UnknownItems } from '../unknown-items.ts';
import type { JobType } from './bodies.ts';

/** Returns a person as a line of the form, or undefined when a comma in a name would divide it. */
export function personLine({ firstName, lastName, website }: PersonAtWebsite): string | undefined {
  const parts = [firstName, lastName, website];
  return parts.some((part) => /[,;\t\r\n]/.test(part)) ? undefined : parts.join(', ');
}

/** Finds the unknown items in a row of each kind of job. */
const unknownsIn: Readonly<Record<JobType, (row: ResultRow) => readonly string[]>> = {
  'domain-scan': ({ emails }) =>
    (emails as readonly { readonly email: string; readonly status: string }[])
      .filter(({ status }) => status === UNKNOWN)
      .map(({ email }) => email),
  'email-validation': ({ email, status }) => (status === UNKNOWN && typeof email === 'string' ? [email] : []),
  'email-finder': ({ status, firstName, lastName, website }) => {
    if (status !== UNKNOWN || typeof firstName !== 'string') return [];
    const line = personLine({ firstName, lastName: String(lastName), website: String(website) });
    return line === undefined ? [] : [line];
  },
};

/** Returns the counters of the tally that a row raises. */
export const countsOf = (jobType: JobType, row: object): readonly string[] =>
  unknownsIn[jobType](row as ResultRow).map(() => UNKNOWN);

export const matchkraftUnknownItems: UnknownItems = {
  kindIn: (job) => {
    if (countUnknown(job) === 0) return undefined;
    return job.operation === 'email-finder' ? 'people' : 'addresses';
  },
  list: async (db, job) => await listFromRows(db, job, unknownsIn[job.operation as JobType]),
};
