import { ConfigurationError, InputError } from '@scrapekit/core';

/** `done`: also when the reader of stdout stopped early. `failed`: a job failed, or the service or the network refused. */
export const exitCodes = { done: 0, failed: 1, usage: 2, interrupted: 130 } as const;

/** The command line, a file or the configuration is wrong. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Returns whether the reader of stdout, such as `head`, has closed it. */
export const isClosedPipe = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EPIPE';

/** Returns whether a file could not be read because it does not exist. */
export const isMissingFile = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** Returns the exit code for an error that ended a command. */
export function exitCodeFor(error: unknown): number {
  if (isClosedPipe(error)) return exitCodes.done;
  const isUsage =
    error instanceof UsageError || InputError.isInstance(error) || ConfigurationError.isInstance(error);
  return isUsage ? exitCodes.usage : exitCodes.failed;
}
