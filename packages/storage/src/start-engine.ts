import { PGlite } from '@electric-sql/pglite';
import { SettingError } from './startup-failure.ts';

/** PGlite cannot open its database. */
export class EngineStartError extends SettingError {
  override readonly name = 'EngineStartError';
  /** What PostgreSQL says, without a full stop. */
  readonly reason: string;

  constructor(directory: string, { reason, cause }: { readonly reason: string; readonly cause: unknown }) {
    super(
      `The database in ${directory} cannot be opened: ${reason}. If it is damaged, restore a backup, or move the folder away.`,
      { cause },
    );
    this.reason = reason;
  }
}

/**
 * Starts PGlite on the database in `directory`, or on a new one from an archive. Throws EngineStartError with the reason
 * that PostgreSQL gives.
 */
export async function startEngine(directory: string, loadDataDir?: Blob): Promise<PGlite> {
  const messages: string[] = [];
  let isStarting = true;
  try {
    return await PGlite.create(directory, {
      loadDataDir,
      onStderr: (line) => {
        // Later messages may contain values of customers.
        if (isStarting) messages.push(line);
        return true;
      },
    });
  } catch (cause) {
    const reason = reasonIn(messages) ?? (cause instanceof Error ? cause.message : String(cause));
    throw new EngineStartError(directory, { reason: reason.replace(/\.$/, ''), cause });
  } finally {
    isStarting = false;
  }
}

/** Returns the last message that ended the start, with its details, or else the last message. */
function reasonIn(messages: readonly string[]): string | undefined {
  const end = messages.findLastIndex((line) => /\b(?:FATAL|PANIC): /.test(line));
  if (end === -1) return messages.at(-1);
  const [reason = '', ...details] = messages
    .slice(end)
    .flatMap((line) => /\b(?:FATAL|PANIC|DETAIL): +(.*)/.exec(line)?.[1] ?? []);
  return [reason, ...details].join('. ');
}
