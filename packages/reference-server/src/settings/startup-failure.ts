/** The server cannot start with this setting. The message names the setting and says what to write instead. */
export class SettingError extends Error {
  override readonly name = 'SettingError';
}

/** The database cannot be used. The message contains the cause in one line. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError';

  constructor(cause: unknown) {
    super(`The database cannot be used: ${reasonOf(cause)}.`, { cause });
  }
}

/** Returns the messages of an error in one line. An AggregateError has one for each address that was tried. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof AggregateError && error.errors.length > 0)
    return error.errors.map((each) => reasonOf(each)).join('; ');
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  return (error.message || code).replace(/\s+/g, ' ').replace(/\.$/, '');
}

const messages: Readonly<Record<string, string>> = {
  EEXIST: 'This file exists already. Choose another name.',
  ENOENT: 'This file or folder does not exist.',
};

/** Returns the message about a failure for the person at the terminal. */
export function describeFailure(error: unknown): string {
  if (error instanceof SettingError || error instanceof DatabaseError) return error.message;
  if (!(error instanceof Error)) return `Failed: ${String(error)}`;
  if ('code' in error && error.code === 'EADDRINUSE' && 'port' in error)
    return `Port ${String(error.port)} is in use by another program. Set PORT to another one, or to 0 for any free one.`;
  const known = 'code' in error && typeof error.code === 'string' ? messages[error.code] : undefined;
  return known ?? `Failed: ${error.stack ?? error.message}`;
}
