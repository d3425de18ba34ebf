import type { JobView } from '../provider-backend.ts';
import { sendRows } from '../../http/send-rows.ts';
import type { Reader } from '../../storage/database.ts';
import { artifactColumns, listArtifacts } from './artifact-list.ts';
import { scrapeInput } from './scrape-operation.ts';

/** ScrapeNest's jobs in the dashboard, with the list of their artifacts. */
export const scrapenestJobView: JobView = {
  describe: (job) => scrapeInput(job).url,
  sendResults: (reply, { id }, { db, format }) => {
    const pages = artifactPages(db, id);
    return sendRows(reply, format, { envelope: {}, list: 'artifacts', pages, columns: artifactColumns });
  },
};

async function* artifactPages(db: Reader, jobId: string): AsyncGenerator<string> {
  const artifacts = await listArtifacts(db, jobId);
  yield artifacts.map((artifact) => JSON.stringify(artifact)).join(',');
}
