import type { Db } from '../../storage/database.ts';
import type { JobView } from '../provider-backend.ts';
import { artifactBody, artifactColumns, listArtifacts } from './artifacts.ts';
import { scrapeInput } from './bodies.ts';

/** The dashboard shows a job as its url, and the list of its artifacts as its results. */
export const scrapenestJobView: JobView = {
  describe: (job) => scrapeInput(job).url,
  results: (db, { id }) => ({
    envelope: {},
    list: 'artifacts',
    pages: artifactPages(db, id),
    columns: artifactColumns,
  }),
  rowShape: () => ({
    noun: ['artifact', 'artifacts'],
    columns: [
      { key: 'name', title: 'Name' },
      { key: 'content_type', title: 'Kind' },
      { key: 'size', title: 'Size', kind: 'bytes' },
      { key: 'id', title: 'Id' },
    ],
  }),
};

async function* artifactPages(db: Db, jobId: string): AsyncGenerator<string> {
  const artifacts = await listArtifacts(db, jobId);
  yield artifacts.map((artifact) => JSON.stringify(artifactBody(artifact, jobId))).join(',');
}
