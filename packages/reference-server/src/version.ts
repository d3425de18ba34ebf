import { readFileSync } from 'node:fs';
import { z } from 'zod/v4';

const manifest = new URL('../package.json', import.meta.url);

/** Returns the version of this package. */
export const serverVersion = (): string =>
  z.object({ version: z.string() }).parse(JSON.parse(readFileSync(manifest, 'utf8'))).version;
