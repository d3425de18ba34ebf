import { listResultPages } from '../../jobs/results.ts';
import type { JobView } from '../provider-backend.ts';
import { scrapeConfig } from './bodies.ts';

const columns = ['url', 'success', 'status_code', 'reason', 'content_type', 'format', 'size', 'content'];

/** The dashboard shows a queued scrape as its url, and its result as one row. */
export const scrapflyJobView: JobView = {
  describe: (job) => scrapeConfig.parse(job.input).url,
  results: (db, { id }) => ({ envelope: {}, list: 'results', pages: listResultPages(db, id), columns }),
  rowShape: () => ({
    noun: ['page', 'pages'],
    columns: [
      { key: 'url', title: 'Address', kind: 'link' },
      { key: 'success', title: 'Success', kind: 'yes-no' },
      { key: 'status_code', title: 'Status', kind: 'number' },
      { key: 'reason', title: 'Reason' },
      { key: 'content_type', title: 'Kind' },
      { key: 'size', title: 'Size', kind: 'bytes' },
      { key: 'content', title: 'Content' },
    ],
  }),
};
