import { createHash } from 'node:crypto';
import { randomText } from '../../accounts/random-text.ts';
import { listResultPages } from '../../jobs/results.ts';
import type { Db } from '../../storage/database.ts';

/** A file that a job produces. */
export interface Artifact {
  readonly id: string;
  readonly name: string;
  readonly contentType: string;
  /** Bytes. */
  readonly size: number;
  /** The digest of the content, in lower-case hex. */
  readonly sha256: string;
  /** Base64. */
  readonly content: string;
}

/** The one result row of a job. */
export interface Snapshot {
  readonly artifacts: readonly Artifact[];
}

export interface ArtifactInput {
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Buffer;
}

export const createArtifact = ({ name, contentType, bytes }: ArtifactInput): Artifact => ({
  id: `art_${randomText(20)}`,
  name,
  contentType,
  size: bytes.length,
  sha256: createHash('sha256').update(bytes).digest('hex'),
  content: bytes.toString('base64'),
});

/** Lists a job's artifacts; a job that is not completed has none. */
export async function listArtifacts(db: Db, jobId: string): Promise<readonly Artifact[]> {
  const rows: Snapshot[] = [];
  for await (const page of listResultPages(db, jobId)) rows.push(...(JSON.parse(`[${page}]`) as Snapshot[]));
  return rows.flatMap(({ artifacts }) => artifacts);
}

export const artifactColumns = ['id', 'job_id', 'name', 'content_type', 'size', 'sha256'] as const;

/** Prints an artifact without its content, as lists show it (N07). */
export const artifactBody = (
  { id, name, contentType, size, sha256 }: Artifact,
  jobId: string,
): Readonly<Record<(typeof artifactColumns)[number], unknown>> => ({
  id,
  job_id: jobId,
  name,
  content_type: contentType,
  size,
  sha256,
});
