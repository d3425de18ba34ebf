import { Readable } from 'node:stream';
import type { JobView } from '../../dashboard/job-view.ts';
import { csvWithRows } from '../../http/csv-with-rows.ts';
import { readResultPages } from '../../jobs/results.ts';
import { jobInput } from './job-body.ts';
import type { JobType } from './names.ts';
import { sendJobResults } from './read-results.ts';

const columns: Readonly<Record<JobType, readonly string[]>> = {
  'domain-scan': ['website', 'domain', 'emails', 'suspectedTraps', 'pagesRead', 'reason'],
  'email-validation': [
    ...['email', 'status', 'action', 'score', 'reason', 'suspectedTrap', 'syntax', 'domain', 'mailbox'],
    ...['disposable', 'role', 'catchAll', 'freeProvider'],
  ],
  'email-finder': ['firstName', 'lastName', 'website', 'email', 'status', 'score', 'reason'],
};

/** MatchKraft's jobs in the dashboard, which also makes a CSV file of their rows. */
export const matchkraftJobView: JobView = {
  describe: (job) => `${jobInput(job).jobName}: ${job.operation}, ${job.cap} to do`,
  sendResults: (reply, job, { db, format }) => {
    if (format === 'json') return sendJobResults(reply, job, db);
    const table = { columns: columns[job.operation as JobType], pages: readResultPages(db, job.id), toCell };
    return reply
      .type('text/csv; charset=utf-8')
      .send(Readable.from(csvWithRows(table), { objectMode: false }));
  },
};

// A list of addresses with verdicts, as a spreadsheet can show it.
const toCell = (value: unknown): unknown =>
  Array.isArray(value) ? (value as readonly { email: string }[]).map(({ email }) => email).join(';') : value;
