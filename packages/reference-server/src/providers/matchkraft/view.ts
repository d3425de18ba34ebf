import { emailsCell, type JobView } from '../provider-backend.ts';
import { matchkraftUnknownItems } from './unknown-items.ts';
import { columns, describeOrder, jobInput, resultsBody, type JobType } from './bodies.ts';
import { matchkraftRowShape } from './row-shape.ts';

/** Shows MatchKraft's jobs in the dashboard and sends their rows as JSON or CSV. */
export const matchkraftJobView: JobView = {
  describe: (job) => {
    const { jobName } = jobInput(job);
    const ordered = describeOrder(job.operation as JobType, job.cap);
    // Without a name of its own, a job is named after its kind.
    return jobName === job.operation ? ordered : `${jobName}: ${ordered}`;
  },
  results: (db, job) => ({
    ...resultsBody(job, db),
    columns: columns[job.operation as JobType],
    toCell: emailsCell,
  }),
  rowShape: matchkraftRowShape,
  unknownItems: matchkraftUnknownItems,
};
