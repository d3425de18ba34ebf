import type { PersonAtWebsite } from '../../leads/find-email.ts';
import type { JobStatus } from '@scrapekit/core';
import { refuseUnknownFields, type JsonObject } from '../../http/json.ts';
import type { RowsBody } from '../../http/send-rows.ts';
import type { NewJob, StoredJob } from '../../jobs/job.ts';
import { listResultPages } from '../../jobs/results.ts';
import type { Db } from '../../storage/database.ts';
import type { VerificationStatus } from '../../verification/verdict.ts';
import { invalidJob } from './refusals.ts';

export const PROVIDER = 'matchkraft';

/** The kinds of jobs, by the names that routes, events and operations use (M02, M05). */
export const jobTypes = ['domain-scan', 'email-validation', 'email-finder'] as const;
export type JobType = (typeof jobTypes)[number];

const orderWords: Readonly<Record<JobType, readonly [one: string, more: string]>> = {
  'domain-scan': ['website to scan', 'websites to scan'],
  'email-validation': ['address to verify', 'addresses to verify'],
  'email-finder': ['address to find', 'addresses to find'],
};

/** Returns words such as `3 websites to scan`. */
export const describeOrder = (jobType: JobType, records: number): string =>
  `${records} ${orderWords[jobType][records === 1 ? 0 : 1]}`;

/** The columns of a job's rows in a CSV file. */
export const columns: Readonly<Record<JobType, readonly string[]>> = {
  'domain-scan': ['website', 'domain', 'emails', 'suspectedTraps', 'pagesRead', 'reason'],
  'email-validation': [
    ...['email', 'status', 'action', 'score', 'reason', 'suspectedTrap', 'syntax', 'domain', 'mailbox'],
    ...['disposable', 'role', 'catchAll', 'freeProvider'],
  ],
  'email-finder': ['firstName', 'lastName', 'website', 'email', 'status', 'score', 'reason'],
};

/** A record as the job stores it; null when the client sent a value that the job cannot use. */
export type StoredRecord =
  { readonly record: string | PersonAtWebsite } | { readonly record: null; readonly complaint: string };

export interface JobInput {
  readonly jobName: string;
}

const MOST_NAME_CHARACTERS = 200;
const MOST_RECORD_CHARACTERS = 2_048;

/** Parses the body that creates a job (M02); throws a 400 when no record in it can be used. */
export function parseJob(
  body: JsonObject,
  jobType: JobType,
): Pick<NewJob, 'operation' | 'input' | 'cap' | 'items'> {
  refuseUnknownFields(body, ['jobName', 'records'], invalidJob);
  const input: JobInput = { jobName: parseName(body['jobName'], jobType) };
  const items = parseRecords(body['records'], jobType);
  return { operation: jobType, input, cap: items.length, items };
}

function parseName(value: unknown, jobType: JobType): string {
  if (value === undefined || value === null || value === '') return jobType;
  if (typeof value === 'string' && value.length <= MOST_NAME_CHARACTERS) return value;
  throw invalidJob(`jobName must be a text of at most ${MOST_NAME_CHARACTERS} characters.`);
}

interface RecordRules {
  /** Describes one record in refusals and complaints. */
  readonly description: string;
  /** The most records in one job. MatchKraft documents no figure (M11). */
  readonly most: number;
  /** Returns undefined for a value that the job cannot use. */
  readonly parse: (value: unknown) => string | PersonAtWebsite | undefined;
}

const recordRules: Readonly<Record<JobType, RecordRules>> = {
  'domain-scan': { description: 'the URL of a website as text', most: 10_000, parse: parseText },
  'email-validation': { description: 'an e-mail address as text', most: 100_000, parse: parseText },
  'email-finder': {
    description: 'an object with the texts firstName, lastName and website',
    most: 10_000,
    parse: parsePerson,
  },
};

/** A single bad record is kept with a complaint, so that it gets a row and the other records are worked on. */
function parseRecords(value: unknown, jobType: JobType): readonly StoredRecord[] {
  const { description, most, parse } = recordRules[jobType];
  const rule = `records must be a list of 1 to ${most} records, each ${description}`;
  if (!Array.isArray(value)) throw invalidJob(`${rule}.`);
  if (value.length === 0) throw invalidJob(`${rule}; this one is empty.`);
  if (value.length > most)
    throw invalidJob(`${rule}; this one has ${value.length}. Send it as several jobs.`);
  const records = value.map(parse);
  if (records.every((record) => record === undefined)) throw invalidJob(`${rule}; none of these is.`);
  return records.map((record, index) => {
    if (record !== undefined) return { record };
    const limit = `of at most ${MOST_RECORD_CHARACTERS} characters`;
    return { record: null, complaint: `record ${index + 1} is not ${description} ${limit}` };
  });
}

function parseText(value: unknown): string | undefined {
  return typeof value === 'string' && value.length <= MOST_RECORD_CHARACTERS ? value : undefined;
}

function parsePerson(value: unknown): PersonAtWebsite | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { firstName, lastName, website } = value as Readonly<Record<string, unknown>>;
  const texts = {
    firstName: parseText(firstName),
    lastName: parseText(lastName),
    website: parseText(website),
  };
  return Object.values(texts).includes(undefined) ? undefined : (texts as PersonAtWebsite);
}

const statusWords: Readonly<Record<JobStatus, string>> = {
  queued: 'PENDING',
  running: 'PROCESSING',
  completed: 'COMPLETED',
  failed: 'FAILED',
  // MatchKraft has no word for a job that was cancelled, which only the dashboard can do.
  cancelled: 'FAILED',
};

/** MatchKraft's word for a job's status. Only PENDING, COMPLETED and FAILED are documented (M11). */
export const statusWord = (status: JobStatus): string => statusWords[status];

export const jobInput = (job: StoredJob): JobInput => job.input as JobInput;

/** A job without its rows. */
export const jobBody = (job: StoredJob): object => ({
  jobId: job.id,
  jobName: jobInput(job).jobName,
  jobType: job.operation,
  status: statusWord(job.status),
  total: job.cap,
  processed: job.produced,
  ...(job.status === 'failed' && { error: job.error }),
  ...(job.status === 'cancelled' && { error: 'The job was cancelled.' }),
});

/** An ended job with all its rows (M03). */
export const resultsBody = (job: StoredJob, db: Db): RowsBody => ({
  envelope: jobBody(job),
  list: 'results',
  pages: listResultPages(db, job.id),
});

/** A verdict on an address. A suspected trap is an address that its domain's website hides from visitors. */
export type EmailStatus = VerificationStatus | 'suspected_trap';

/** The advice for an address: send mail to it, review it, retry the check later, or drop it from the list. */
export type Action = 'send' | 'review' | 'retry' | 'drop';

export const actions: Readonly<Record<EmailStatus, Action>> = {
  safe: 'send',
  role: 'send',
  catch_all: 'review',
  inbox_full: 'retry',
  unknown: 'retry',
  disabled: 'drop',
  disposable: 'drop',
  invalid: 'drop',
  suspected_trap: 'drop',
};
