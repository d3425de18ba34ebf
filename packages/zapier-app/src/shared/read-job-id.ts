import { InputError } from '@scrapekit/core';
import type { Bundle } from 'zapier-platform-core';

/** The job a step was pointed at. */
export function readJobId({ job_id: id }: Bundle['inputData']): string {
  if (typeof id === 'string' && id.trim() !== '') return id.trim();
  throw new InputError('results', [{ field: 'job_id', message: 'Map the job from an earlier step' }]);
}
