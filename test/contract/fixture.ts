import { readFileSync } from 'node:fs';

/** The bytes of a documented body. */
export const fixtureBytes = (path: string): Uint8Array =>
  readFileSync(new URL(`../fixtures/${path}`, import.meta.url));

export const fixture = (path: string): unknown =>
  JSON.parse(Buffer.from(fixtureBytes(path)).toString()) as unknown;
