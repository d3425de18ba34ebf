import type { Reader } from '../../storage/database.ts';
import type { Artifact } from './artifact.ts';
import { readArtifacts } from './read-artifacts.ts';

/** The columns of a list of artifacts. */
export const artifactColumns = ['id', 'job_id', 'name', 'content_type', 'size', 'sha256'] as const;

/** A job's artifacts without their contents, as lists show them. */
export async function listArtifacts(db: Reader, jobId: string): Promise<readonly object[]> {
  const artifacts = await readArtifacts(db, jobId);
  return artifacts.map(({ id, name, contentType, size, sha256 }: Artifact) => ({
    id,
    job_id: jobId,
    name,
    content_type: contentType,
    size,
    sha256,
  }));
}
