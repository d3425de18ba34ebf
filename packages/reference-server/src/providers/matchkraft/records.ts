import type { JobType } from './names.ts';

/** Somebody whose address is wanted. */
export interface Contact {
  readonly firstName: string;
  readonly lastName: string;
  readonly website: string;
}

/** A record as the job keeps it; null where it was not of the type its job wants. */
export type StoredRecord =
  { readonly record: string | Contact } | { readonly record: null; readonly complaint: string };

interface RecordRules {
  /** What one record is, for whoever sent something else. */
  readonly wanted: string;
  /** In one job. MatchKraft names no figure. */
  readonly most: number;
  readonly read: (value: unknown) => string | Contact | undefined;
}

const MOST_CHARACTERS = 2_048;

const rules: Readonly<Record<JobType, RecordRules>> = {
  'domain-scan': { wanted: 'the URL of a website as text', most: 10_000, read: readText },
  'email-validation': { wanted: 'an e-mail address as text', most: 100_000, read: readText },
  'email-finder': {
    wanted: 'an object with the texts firstName, lastName and website',
    most: 10_000,
    read: readContact,
  },
};

/** What is wrong with a list of records, as one sentence that says what to send; undefined for a list that can be worked on. */
export function complainOfList(jobType: JobType, value: unknown): string | undefined {
  const { wanted, most, read } = rules[jobType];
  const rule = `records must be a list of 1 to ${most} records, each ${wanted}`;
  if (!Array.isArray(value)) return `${rule}.`;
  if (value.length === 0) return `${rule}; this one is empty.`;
  if (value.length > most) return `${rule}; this one has ${value.length}. Send it as several jobs.`;
  return value.some((record) => read(record) !== undefined) ? undefined : `${rule}; none of these is.`;
}

/** A record of the list for the job to keep: one bad record spoils no others, and gets a row of its own. */
export function storeRecord(jobType: JobType, value: unknown, index: number): StoredRecord {
  const { wanted, read } = rules[jobType];
  const record = read(value);
  if (record !== undefined) return { record };
  const limit = `of at most ${MOST_CHARACTERS} characters`;
  return { record: null, complaint: `record ${index + 1} is not ${wanted} ${limit}` };
}

function readText(value: unknown): string | undefined {
  return typeof value === 'string' && value.length <= MOST_CHARACTERS ? value : undefined;
}

function readContact(value: unknown): Contact | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { firstName, lastName, website } = value as Readonly<Record<string, unknown>>;
  const texts = { firstName: readText(firstName), lastName: readText(lastName), website: readText(website) };
  return Object.values(texts).includes(undefined) ? undefined : (texts as Contact);
}
