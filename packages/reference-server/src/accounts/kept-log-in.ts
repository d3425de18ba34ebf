import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod/v4';
import { SettingError } from '../startup-failure.ts';
import type { Reader } from '../storage/database.ts';
import { logIn } from './log-in.ts';

/** What the data directory keeps of the account it began with (docs/decisions/0011). */
export interface KeptLogIn {
  readonly email: string;
  readonly password: string;
  readonly apiKey: string;
}

/** Whether the dashboard can be entered with what `file` keeps. Without that file, `email` is the oldest account's. */
export type DashboardAccess =
  | (KeptLogIn & { readonly state: 'valid'; readonly file: string })
  | { readonly state: 'outdated' | 'not kept'; readonly email: string; readonly file: string };

const shape = z.object({ email: z.string(), password: z.string(), api_key: z.string() });

const fileIn = (dataDir: string): string => join(dataDir, 'first-account.json');

/** What to do when the password of an account is not known. */
export const howToSetPassword = (email: string): string =>
  `To set a new one, stop the server and run: scrapekit-server account password ${email} (in the repository: npm run start:server -- account password ${email})`;

/** Reads `first-account.json`, or returns undefined without one. Throws SettingError when it is damaged. */
export async function readKeptLogIn(dataDir: string): Promise<KeptLogIn | undefined> {
  const file = fileIn(dataDir);
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    const { email, password, api_key: apiKey } = shape.parse(JSON.parse(text));
    return { email, password, apiKey };
  } catch {
    // The cause would quote the file, which holds a password.
    throw new SettingError(`${file} cannot be read. Move it away, then start again.`);
  }
}

/** Writes `first-account.json`, which only the user of this process may read (mode 0600). */
export async function keepLogIn(dataDir: string, { email, password, apiKey }: KeptLogIn): Promise<void> {
  const file = fileIn(dataDir);
  const unfinished = `${file}.${randomUUID()}`;
  await mkdir(dataDir, { recursive: true });
  const text = JSON.stringify({ email, password, api_key: apiKey }, null, 2);
  await writeFile(unfinished, `${text}\n`, { flag: 'wx', mode: 0o600 });
  await rename(unfinished, file);
}

/** Checks the kept password against the account's hash. Returns undefined while the database has no account. */
export async function checkKeptLogIn(db: Reader, dataDir: string): Promise<DashboardAccess | undefined> {
  const file = fileIn(dataDir);
  const kept = await readKeptLogIn(dataDir);
  if (kept !== undefined && (await logIn(db, kept)) !== undefined) return { state: 'valid', ...kept, file };
  const oldest = await db
    .selectFrom('account')
    .select('email')
    .orderBy('created_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  if (oldest === undefined) return undefined;
  return kept === undefined
    ? { state: 'not kept', email: oldest.email, file }
    : { state: 'outdated', email: kept.email, file };
}
