import { readFileSync } from 'node:fs';

// `main.ts` loads this module on every version of Node, so it imports no package.

const NEEDED_MAJOR = 24;

/** Returns the message to print when this version of Node is too old, or undefined. */
export function nodeVersionComplaint(version: string): string | undefined {
  const major = Number(version.replace(/^v/, '').split('.')[0]);
  if (major >= NEEDED_MAJOR) return undefined;
  return `The ScrapeKit reference server needs Node ${NEEDED_MAJOR} or newer; this is Node ${version}.`;
}

const manifest = new URL('../../package.json', import.meta.url);

/** Returns the version of this package. */
export const serverVersion = (): string =>
  (JSON.parse(readFileSync(manifest, 'utf8')) as { readonly version: string }).version;
