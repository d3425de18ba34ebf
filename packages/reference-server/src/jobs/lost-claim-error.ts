/** Somebody else settled or took over this job, so nothing more may be written by this worker. */
export class LostClaimError extends Error {
  override readonly name = 'LostClaimError';

  constructor(jobId: string) {
    super(`Job ${jobId} is no longer this worker's.`);
  }
}
