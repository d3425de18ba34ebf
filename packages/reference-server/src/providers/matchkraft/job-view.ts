import type { JobView } from '../provider-backend.ts';
import { sendRows } from '../../http/send-rows.ts';
import { emailsCell } from '../emails-cell.ts';
import { jobInput } from './job-body.ts';
import type { JobType } from './names.ts';
import { resultsBody } from './read-results.ts';

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
  sendResults: (reply, job, { db, format }) =>
    sendRows(reply, format, {
      ...resultsBody(job, db),
      columns: columns[job.operation as JobType],
      toCell: emailsCell,
    }),
};
