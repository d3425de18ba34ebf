import { Readable } from 'node:stream';
import type { JobView } from '../../dashboard/job-view.ts';
import { csvWithRows } from '../../http/csv-with-rows.ts';
import { jsonWithRows } from '../../http/json-with-rows.ts';
import type { Job } from '../../jobs/job.ts';
import { readResultPages } from '../../jobs/results.ts';
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

const lookupOf = ({ operation }: Job): Lookup => (operation === COMPANIES ? COMPANIES : CONTACTS);

/** Scrupp's jobs in the dashboard, which also makes a CSV file of their rows. */
export const scruppJobView: JobView = {
  describe: (job) => {
    const { length } = workOrderOf(job).items;
    return `${lookupOf(job)} of ${length} ${length === 1 ? 'item' : 'items'}`;
  },
  sendResults: (reply, job, { db, format }) => {
    const pages = readResultPages(db, job.id);
    const [type, text] =
      format === 'csv'
        ? ['text/csv; charset=utf-8', csvWithRows({ columns: columns[lookupOf(job)], pages, toCell })]
        : [
            'application/json; charset=utf-8',
            jsonWithRows({ envelope: { total: job.produced }, list: 'items', pages }),
          ];
    return reply.type(type).send(Readable.from(text, { objectMode: false }));
  },
};

// A list of addresses with verdicts, as a spreadsheet can show it.
const toCell = (value: unknown): unknown =>
  Array.isArray(value) ? (value as readonly { email: string }[]).map(({ email }) => email).join(';') : value;
