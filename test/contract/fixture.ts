import { readFileSync } from 'node:fs';

/** Returns the bytes of a body from a provider's documentation. */
export const fixtureBytes = (path: string): Uint8Array =>
  readFileSync(new URL(`../fixtures/${path}`, import.meta.url));

export const fixture = (path: string): unknown =>
  JSON.parse(Buffer.from(fixtureBytes(path)).toString()) as unknown;
