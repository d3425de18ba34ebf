import { Readable } from 'node:stream';
import type { JobView } from '../../dashboard/job-view.ts';
import { csvWithRows } from '../../http/csv-with-rows.ts';
import { jsonWithRows } from '../../http/json-with-rows.ts';
import { readResultPages } from '../../jobs/results.ts';
import { scrapeConfig } from './scrape-config.ts';

const columns = ['url', 'success', 'status_code', 'reason', 'content_type', 'format', 'size', 'content'];

/** Scrapfly's queued scrapes in the dashboard, each with its one result. */
export const scrapflyJobView: JobView = {
  describe: (job) => scrapeConfig.parse(job.input).url,
  sendResults: (reply, { id }, { db, format }) => {
    const pages = readResultPages(db, id);
    const [type, text] =
      format === 'csv'
        ? ['text/csv; charset=utf-8', csvWithRows({ columns, pages })]
        : ['application/json; charset=utf-8', jsonWithRows({ envelope: {}, list: 'results', pages })];
    return reply.type(type).send(Readable.from(text, { objectMode: false }));
  },
};
