import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const SOURCE_FOLDER = join(import.meta.dirname, '../../n8n-nodes-scrapekit');
const CACHE_FOLDER = join(import.meta.dirname, '../.cache');

export interface NodePackage extends AsyncDisposable {
  readonly folder: string;
}

/** Builds n8n-nodes-scrapekit into a new folder, with the files that npm would publish. */
export async function buildNodePackage(): Promise<NodePackage> {
  await mkdir(CACHE_FOLDER, { recursive: true });
  const folder = await mkdtemp(join(CACHE_FOLDER, 'n8n-nodes-scrapekit-'));
  await promisify(execFile)(process.execPath, [
    join(SOURCE_FOLDER, 'build.mjs'),
    '--out',
    join(folder, 'dist'),
  ]);
  await cp(join(SOURCE_FOLDER, 'package.json'), join(folder, 'package.json'));
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) };
}
