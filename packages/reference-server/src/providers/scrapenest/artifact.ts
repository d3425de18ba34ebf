import { createHash } from 'node:crypto';
import { createArtifactId } from './names.ts';

/** Something that a job leaves behind. */
export interface Artifact {
  readonly id: string;
  readonly name: string;
  readonly contentType: string;
  /** Bytes. */
  readonly size: number;
  /** Of the content, in lower-case hex. */
  readonly sha256: string;
  /** In base64. */
  readonly content: string;
}

export interface ArtifactInput {
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Buffer;
}

/** An artifact of these bytes, under an id of its own. */
export const createArtifact = ({ name, contentType, bytes }: ArtifactInput): Artifact => ({
  id: createArtifactId(),
  name,
  contentType,
  size: bytes.length,
  sha256: createHash('sha256').update(bytes).digest('hex'),
  content: bytes.toString('base64'),
});
