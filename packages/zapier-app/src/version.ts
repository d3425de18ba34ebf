import { readFileSync } from 'node:fs';

const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  readonly version: string;
};

/** The app's version as its package.json has it; Zapier deploys and migrates by this number. */
export const { version } = manifest;
