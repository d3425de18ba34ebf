/** The server cannot start with this setting. The message names the setting and says what to write instead. */
export class SettingError extends Error {
  override readonly name = 'SettingError';
}

const messages: Readonly<Record<string, string>> = {
  EADDRINUSE: 'PORT is in use by another program. Choose another one, or 0 for any free one.',
  EEXIST: 'This file exists already. Choose another name.',
  ENOENT: 'This file or folder does not exist.',
};

/** Returns the message about a failure for the person at the terminal. */
export function describeFailure(error: unknown): string {
  if (error instanceof SettingError) return error.message;
  if (!(error instanceof Error)) return `Failed: ${String(error)}`;
  const known = 'code' in error && typeof error.code === 'string' ? messages[error.code] : undefined;
  return known ?? `Failed: ${error.stack ?? error.message}`;
}
