import { createHmac, randomBytes } from 'node:crypto';
import type { Db } from './tables.ts';

/** Makes texts that only this relay can make, and that are the same after a restart and in every process. */
export interface RelayKeys {
  /** Returns the secret part of the address of a source: 32 characters of base64url. */
  pathOf(source: string): string;
  /** Returns the key of the signature for a target, `whsec_` and 32 bytes in base64. */
  signingSecretOf(target: string): string;
}

/** Reads the keys of the relay. The first start makes them. */
export async function openRelayKeys(db: Db): Promise<RelayKeys> {
  const paths = await readKey(db, 'paths');
  const signatures = await readKey(db, 'signatures');
  return {
    pathOf: (source) => derive(paths, source).toString('base64url').slice(0, 32),
    signingSecretOf: (target) => `whsec_${derive(signatures, target).toString('base64')}`,
  };
}

const derive = (key: string, name: string): Buffer =>
  createHmac('sha256', Buffer.from(key, 'base64')).update(name).digest();

async function readKey(db: Db, name: string): Promise<string> {
  const key = randomBytes(32).toString('base64');
  // Of several processes that start at the same time, one inserts its key, and all read it.
  await db
    .insertInto('relay_key')
    .values({ name, key })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const row = await db
    .selectFrom('relay_key')
    .select('key')
    .where('name', '=', name)
    .executeTakeFirstOrThrow();
  return row.key;
}
