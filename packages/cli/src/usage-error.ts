/** The command line cannot be run as given. The process exits with 2 and nothing was sent. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
