import type { StoredJob } from '../../jobs/job.ts';
import { listResultPages } from '../../jobs/results.ts';
import { emailsCell, type JobView } from '../provider-backend.ts';
import { COMPANIES, CONTACTS, describeContacts, jobInput, type Lookup } from './bodies.ts';
import { scruppRowShapes } from './row-shape.ts';
import { columns } from './rows.ts';
import { scruppUnknownItems } from './unknown-items.ts';

/** Shows Scrupp's jobs in the dashboard and sends their rows as JSON or CSV. */
export const scruppJobView: JobView = {
  describe: (job) => {
    const { length } = jobInput(job).items;
    return lookupOf(job) === CONTACTS
      ? describeContacts(length)
      : `${length} ${length === 1 ? 'company' : 'companies'} to look up`;
  },
  results: (db, job) => ({
    envelope: { total: job.produced },
    list: 'items',
    pages: listResultPages(db, job.id),
    columns: columns[lookupOf(job)],
    toCell: emailsCell,
  }),
  rowShape: (job) => scruppRowShapes[lookupOf(job)],
  unknownItems: scruppUnknownItems,
};

const lookupOf = ({ operation }: StoredJob): Lookup => (operation === COMPANIES ? COMPANIES : CONTACTS);
