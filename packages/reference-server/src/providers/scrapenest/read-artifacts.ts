import { readResultPages } from '../../jobs/results.ts';
import type { Reader } from '../../storage/database.ts';
import type { Artifact } from './artifact.ts';

/** What the one row of a job holds. */
export interface Snapshot {
  readonly artifacts: readonly Artifact[];
}

/** The job's artifacts; none while it runs and when it failed. */
export async function readArtifacts(db: Reader, jobId: string): Promise<readonly Artifact[]> {
  const rows: Snapshot[] = [];
  for await (const page of readResultPages(db, jobId)) rows.push(...(JSON.parse(`[${page}]`) as Snapshot[]));
  return rows.flatMap(({ artifacts }) => artifacts);
}
