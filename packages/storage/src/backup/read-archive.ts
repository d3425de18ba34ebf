import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { Schema } from '../schema.ts';
import { ABOUT, aboutSchema, BACKUP_FORMAT, CHECKSUMS } from './contents.ts';
import { BackupError, readTar } from './tar.ts';

/**
 * Reads a whole backup and compares each file with its checksum. With `folder`, writes the files of the database below it.
 * Throws BackupError when the file is damaged, is no backup or was made by a newer server. Accepts the archives of the
 * first release, which hold the files alone: the checksum of gzip covers those.
 */
export async function readArchive(schema: Schema, file: string, folder?: string): Promise<void> {
  const gunzip = createGunzip();
  pipeline(createReadStream(file), gunzip, () => undefined);
  const found = new Map<string, string>();
  let checksums: string | undefined;
  let hasAbout = false;
  try {
    for await (const { path, isFolder, content } of readTar(gunzip as AsyncIterable<Buffer>)) {
      if (checksums !== undefined) throw new BackupError('it has files after its checksums');
      if (path === ABOUT) {
        requireReadable(schema, await textOf(content));
        hasAbout = true;
      } else if (path === CHECKSUMS) checksums = await textOf(content);
      else if (isFolder) await makeFolder(folder, path);
      else found.set(path, await hashOf(content, folder && join(folder, path)));
    }
  } catch (error) {
    throw isDamage(error)
      ? new BackupError('its compressed data is damaged or cut off', { cause: error })
      : error;
  }
  if (!found.has('PG_VERSION')) throw new BackupError('it has no database in it');
  const lines = [...found].map(([path, hash]) => `${hash}  ${path}\n`).join('');
  if (hasAbout && checksums !== lines) throw new BackupError('its files are not those of its checksums');
}

function requireReadable({ migrations }: Schema, text: string): void {
  const about = aboutSchema.safeParse(parse(text));
  if (!about.success) throw new BackupError(`${ABOUT} in it is damaged`);
  const { format, server, migrations: names } = about.data;
  if (format !== BACKUP_FORMAT || names.some((name) => !Object.hasOwn(migrations, name)))
    throw new BackupError(`the newer version ${server} of the server made it. Install that version`);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const MOST_TEXT_BYTES = 2 ** 24;

async function textOf(content: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of content) {
    size += chunk.length;
    if (size > MOST_TEXT_BYTES) throw new BackupError('its list of files is too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

async function makeFolder(folder: string | undefined, path: string): Promise<void> {
  if (folder !== undefined) await mkdir(join(folder, path), { recursive: true, mode: 0o700 });
}

/** Returns the SHA-256 of the content, and writes it to the new file `target` if there is one. */
async function hashOf(content: AsyncIterable<Buffer>, target: string | undefined): Promise<string> {
  const hash = createHash('sha256');
  if (target !== undefined) await mkdir(dirname(target), { recursive: true, mode: 0o700 });
  await using written = target === undefined ? undefined : await open(target, 'wx', 0o600);
  for await (const chunk of content) {
    hash.update(chunk);
    await written?.appendFile(chunk);
  }
  await written?.sync();
  return hash.digest('hex');
}

const isDamage = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^Z_|^ERR_BUFFER/.test(String(error.code));
