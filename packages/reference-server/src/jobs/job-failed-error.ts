/** The job cannot succeed; the message is what the customer reads as the reason. */
export class JobFailedError extends Error {
  override readonly name = 'JobFailedError';
}
