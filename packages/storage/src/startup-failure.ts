/** The program cannot start with this setting. The message names the setting and says what to write instead. */
export class SettingError extends Error {
  override readonly name: string = 'SettingError';
}

/** Another process uses the folder of the embedded database. */
export class FolderInUseError extends SettingError {
  override readonly name = 'FolderInUseError';

  constructor(directory: string) {
    super(
      `DATA_DIR ${directory} is in use by another server. Stop it, or give this one another DATA_DIR or a DATABASE_URL.`,
    );
  }
}

/** The database cannot be used. The message contains the cause in one line. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError';

  constructor(cause: unknown) {
    const advice = isUnreachable(cause)
      ? ' Check the host and the port in DATABASE_URL, and that the database runs.'
      : '';
    super(`The database cannot be used: ${reasonOf(cause)}.${advice}`, { cause });
  }
}

const isUnreachable = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH'].includes(String(error.code));

/** Returns the messages of an error in one line. An AggregateError has one for each address that was tried. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof AggregateError && error.errors.length > 0)
    return error.errors.map((each) => reasonOf(each)).join('; ');
  // The driver's message does not name the database.
  if (/^(?:timeout|Connection terminated due to connection timeout)/.test(error.message))
    return 'it does not answer. Check the host and the port in DATABASE_URL';
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
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if ('syscall' in error && ['listen', 'getaddrinfo'].includes(String(error.syscall)))
    return describeListening(error, code);
  return messages[code] ?? `Failed: ${error.stack ?? error.message}`;
}

/** Returns the message about an address at which the server cannot listen. */
function describeListening(error: Error, code: string): string {
  const port = 'port' in error ? String(error.port) : '';
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} is in use by another program. Set PORT to another one, or to 0 for any free one.`;
    case 'EACCES':
      return `This user may not listen at port ${port}. Set PORT to one above 1023, or to 0 for any free one.`;
    default:
      return `The server cannot listen: ${reasonOf(error)}. Set HOST to an address of this machine, such as 127.0.0.1.`;
  }
}
