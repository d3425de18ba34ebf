import { Readable } from 'node:stream';
import type { JobView } from '../../dashboard/job-view.ts';
import { csvWithRows } from '../../http/csv-with-rows.ts';
import { jsonWithRows } from '../../http/json-with-rows.ts';
import type { Reader } from '../../storage/database.ts';
import { artifactColumns, listArtifacts } from './artifact-list.ts';
import { scrapeInput } from './scrape-operation.ts';

/** ScrapeNest's jobs in the dashboard, with the list of their artifacts. */
export const scrapenestJobView: JobView = {
  describe: (job) => scrapeInput(job).url,
  sendResults: (reply, { id }, { db, format }) => {
    const pages = artifactPages(db, id);
    const [type, text] =
      format === 'csv'
        ? ['text/csv; charset=utf-8', csvWithRows({ columns: artifactColumns, pages })]
        : ['application/json; charset=utf-8', jsonWithRows({ envelope: {}, list: 'artifacts', pages })];
    return reply.type(type).send(Readable.from(text, { objectMode: false }));
  },
};

async function* artifactPages(db: Reader, jobId: string): AsyncGenerator<string> {
  const artifacts = await listArtifacts(db, jobId);
  yield artifacts.map((artifact) => JSON.stringify(artifact)).join(',');
}
