import { existsSync } from 'node:fs';
import { Readable } from 'node:stream';
import { backUp, restore, writeBackup } from '@scrapekit/storage';
import { FolderInUseError, SettingError } from '@scrapekit/storage/startup-failure';
import { z } from 'zod/v4';
import type { ServerConfig } from '../settings/config.ts';
import { schema } from '../storage/schema.ts';
import { readRunningServer } from './running-server.ts';

type Place = Pick<ServerConfig, 'dataDir' | 'databaseUrl'>;

/** Writes the embedded database to a new file, or makes one from such a file. */
export async function runBackupCommand(
  command: 'backup' | 'restore',
  file: string,
  { dataDir, databaseUrl }: Place,
): Promise<void> {
  if (databaseUrl !== undefined)
    throw new SettingError('DATABASE_URL is set: use pg_dump and pg_restore for that database.');
  if (command === 'restore') await restore(schema, dataDir, file);
  else await backUpAnyServer(dataDir, file);
  process.stdout.write(
    command === 'backup' ? `Written to ${file}, and checked.\n` : `Restored to ${dataDir}.\n`,
  );
}

async function backUpAnyServer(dataDir: string, file: string): Promise<void> {
  // A server would copy its whole database in vain.
  if (existsSync(file)) throw new SettingError(`${file} exists already. Choose another name.`);
  try {
    await backUp(schema, dataDir, file);
  } catch (error) {
    if (!(error instanceof FolderInUseError)) throw error;
    await writeBackup(schema, file, await askServer(dataDir, error));
  }
}

/** Asks the server that uses the folder for a backup. */
async function askServer(dataDir: string, cause: FolderInUseError): Promise<Readable> {
  const server = await readRunningServer(dataDir);
  const response = await fetch(`${server?.url ?? ''}/admin/backup`, {
    method: 'POST',
    headers: { authorization: `Bearer ${server?.token ?? ''}` },
  }).catch(() => undefined);
  if (response === undefined)
    throw new SettingError(
      `The server that uses DATA_DIR ${dataDir} cannot be reached from here${server === undefined ? '' : ` at ${server.url}`}. Run this command on its machine or in its container, or stop the server first.`,
      { cause },
    );
  if (!response.ok || response.body === null) throw new SettingError(await refusalOf(response), { cause });
  return Readable.fromWeb(response.body);
}

const refusal = z.object({ error: z.object({ message: z.string() }) });

async function refusalOf(response: Response): Promise<string> {
  const body = refusal.safeParse(await response.json().catch(() => undefined));
  return `The running server made no backup: ${body.data?.error.message ?? `it answered ${response.status}.`}`;
}
