import { randomBytes } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod/v4';

const shape = z.object({ url: z.string(), token: z.string() });

/** How commands on the same machine reach the server that uses an embedded database. */
export type RunningServerFile = z.infer<typeof shape>;

const fileIn = (dataDir: string): string => join(dataDir, 'running-server.json');

/** Returns a token that only this process knows, until it writes the file. */
export const newLocalToken = (): string => randomBytes(32).toString('base64url');

/** Writes the file, which only this user can read. A killed server leaves it. */
export async function writeRunningServer(dataDir: string, content: RunningServerFile): Promise<void> {
  await rm(fileIn(dataDir), { force: true });
  await writeFile(fileIn(dataDir), JSON.stringify(content), { mode: 0o600, flag: 'wx' });
}

export async function removeRunningServer(dataDir: string): Promise<void> {
  await rm(fileIn(dataDir), { force: true });
}

/** Returns the content of the file, or undefined when there is none that can be read. */
export async function readRunningServer(dataDir: string): Promise<RunningServerFile | undefined> {
  try {
    return shape.parse(JSON.parse(await readFile(fileIn(dataDir), 'utf8')));
  } catch {
    return undefined;
  }
}
