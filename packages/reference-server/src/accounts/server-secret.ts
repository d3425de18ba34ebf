import { randomBytes } from 'node:crypto';
import type { Db } from '../storage/database.ts';

/** Returns a secret that all processes on this database share. It is created at the first call for its name. */
export async function ensureServerSecret(db: Db, name: string): Promise<string> {
  const find = async () =>
    await db.selectFrom('server_secret').select('secret').where('name', '=', name).executeTakeFirst();
  const found = await find();
  if (found !== undefined) return found.secret;
  await db
    .insertInto('server_secret')
    .values({ name, secret: randomBytes(32).toString('base64url') })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
  return (await find())?.secret ?? (await ensureServerSecret(db, name));
}
