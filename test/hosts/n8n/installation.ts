import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

/** The ABI of Node 24, for which n8n's native modules are published. */
const SUPPORTED_ABI = '137';

/** Where the real n8n is or will be installed. */
export interface Installation {
  /** Holds n8n's package.json, package-lock.json and node_modules. */
  readonly folder: string;
  /** The script that starts n8n. */
  readonly bin: string;
}

/** The folder of the pinned package.json and package-lock.json. */
export const manifestFolder = import.meta.dirname;

/**
 * Returns where this lockfile's n8n is installed for this version of Node. `SCRAPEKIT_N8N_CACHE` names the parent
 * folder; it is in the user's cache folder by default, because an installation takes 2.8 GB and does not change with the
 * clone.
 */
export function locateInstallation(): Installation {
  const cache = process.env['SCRAPEKIT_N8N_CACHE'] ?? join(userCache(), 'scrapekit-n8n');
  const lockfile = readFileSync(join(manifestFolder, 'package-lock.json'));
  const hash = createHash('sha256').update(lockfile).digest('hex').slice(0, 12);
  const folder = join(cache, `${hash}-${process.platform}-${process.arch}-abi${process.versions.modules}`);
  return { folder, bin: join(folder, 'node_modules/n8n/bin/n8n') };
}

/** Returns the reason why n8n cannot run here, or undefined when it is installed. */
export function missingInstallation(): string | undefined {
  const unsupported = unsupportedNode();
  if (unsupported !== undefined) return unsupported;
  const { folder, bin } = locateInstallation();
  if (existsSync(bin)) return undefined;
  return `it is not installed in ${folder}. Run npm run hosts:install first.`;
}

/** Returns the reason why this version of Node cannot run n8n, or undefined when it can. */
export function unsupportedNode(): string | undefined {
  if (process.versions.modules === SUPPORTED_ABI) return undefined;
  return `it needs Node 24, and this is Node ${process.version}. Use npm run, which puts the workspace's Node first.`;
}

/** Returns the folder with Node's C++ headers, or undefined when this Node came without them. */
export function nodeHeaders(): string | undefined {
  const prefix = dirname(dirname(process.execPath));
  return existsSync(join(prefix, 'include/node/node.h')) ? prefix : undefined;
}

const userCache = (): string => process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
