import type { JobView } from '../provider-backend.ts';
import { sendRows } from '../../http/send-rows.ts';
import { readResultPages } from '../../jobs/results.ts';
import { scrapeConfig } from './scrape-config.ts';

const columns = ['url', 'success', 'status_code', 'reason', 'content_type', 'format', 'size', 'content'];

/** Scrapfly's queued scrapes in the dashboard, each with its one result. */
export const scrapflyJobView: JobView = {
  describe: (job) => scrapeConfig.parse(job.input).url,
  sendResults: (reply, { id }, { db, format }) => {
    const pages = readResultPages(db, id);
    return sendRows(reply, format, { envelope: {}, list: 'results', pages, columns });
  },
};
