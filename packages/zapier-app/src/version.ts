import { readFileSync } from 'node:fs';

const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  readonly version: string;
};

/** The version in package.json. Zapier uses it to deploy the app and to migrate users. */
export const { version } = manifest;
