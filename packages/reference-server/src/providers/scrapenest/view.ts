import { decodeText } from '../../net/decode-text.ts';
import type { Db } from '../../storage/database.ts';
import type { JobView } from '../provider-backend.ts';
import type { ResultRow } from '../row-shape.ts';
import { artifactBody, artifactColumns, listArtifacts, type Artifact } from './artifacts.ts';
import { scrapeInput } from './bodies.ts';

/** The dashboard shows a job as its url, and the list of its artifacts with their contents as its results. */
export const scrapenestJobView: JobView = {
  describe: (job) => scrapeInput(job).url,
  results: (db, { id }) => ({
    envelope: {},
    list: 'artifacts',
    pages: artifactPages(db, id),
    columns: [...artifactColumns, 'content'],
  }),
  rowShape: () => ({
    noun: ['artifact', 'artifacts'],
    columns: [
      { key: 'name', title: 'Name' },
      { key: 'content_type', title: 'Kind' },
      { key: 'size', title: 'Size', kind: 'bytes' },
      { key: 'content', title: 'Content' },
    ],
  }),
};

async function* artifactPages(db: Db, jobId: string): AsyncGenerator<string> {
  const artifacts = await listArtifacts(db, jobId);
  yield artifacts.map((artifact) => JSON.stringify(artifactRow(artifact, jobId))).join(',');
}

/** A row for an artifact, with its content as text: a scrape stores only pages, their text and JSON. */
export const artifactRow = (artifact: Artifact, jobId: string): ResultRow => ({
  ...artifactBody(artifact, jobId),
  content: decodeText(Buffer.from(artifact.content, 'base64'), artifact.contentType),
});
