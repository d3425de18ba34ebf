import { emailsCell, type JobView } from '../provider-backend.ts';
import { matchkraftUnknownItems } from './unknown-items.ts';
import { columns, jobInput, resultsBody, type JobType } from './bodies.ts';
import { matchkraftRowShape } from './row-shape.ts';

/** Shows MatchKraft's jobs in the dashboard and sends their rows as JSON or CSV. */
export const matchkraftJobView: JobView = {
  describe: (job) => `${jobInput(job).jobName}: ${job.operation}, ${job.cap} to do`,
  results: (db, job) => ({
    ...resultsBody(job, db),
    columns: columns[job.operation as JobType],
    toCell: emailsCell,
  }),
  rowShape: matchkraftRowShape,
  unknownItems: matchkraftUnknownItems,
};
