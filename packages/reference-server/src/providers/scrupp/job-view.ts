import type { JobView } from '../provider-backend.ts';
import { sendRows } from '../../http/send-rows.ts';
import type { StoredJob } from '../../jobs/job.ts';
import { readResultPages } from '../../jobs/results.ts';
import { emailsCell } from '../emails-cell.ts';
import { nobody } from './lookup/read-company.ts';
import { COMPANIES, CONTACTS, type Lookup } from './names.ts';
import { workOrderOf } from './work-order.ts';

const company = Object.keys(nobody);
const columns = {
  companies: ['item', 'found', 'reason', ...company, 'emails'],
  contacts: [
    ...['item', 'found', 'reason', ...company],
    ...['first_name', 'last_name', 'email', 'email_status', 'email_score'],
  ],
} as const;

const lookupOf = ({ operation }: StoredJob): Lookup => (operation === COMPANIES ? COMPANIES : CONTACTS);

/** Scrupp's jobs in the dashboard, which also makes a CSV file of their rows. */
export const scruppJobView: JobView = {
  describe: (job) => {
    const { length } = workOrderOf(job).items;
    return `${lookupOf(job)} of ${length} ${length === 1 ? 'item' : 'items'}`;
  },
  sendResults: (reply, job, { db, format }) => {
    const pages = readResultPages(db, job.id);
    const body = { envelope: { total: job.produced }, list: 'items', pages };
    return sendRows(reply, format, { ...body, columns: columns[lookupOf(job)], toCell: emailsCell });
  },
};
