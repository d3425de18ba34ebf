import { randomBytes } from 'node:crypto';
import type { Reader } from '../storage/database.ts';

/** A secret of this installation, the same for all its processes; made when it is first asked for. */
export async function readServerSecret(db: Reader, name: string): Promise<string> {
  const find = async () =>
    await db.selectFrom('server_secret').select('secret').where('name', '=', name).executeTakeFirst();
  const found = await find();
  if (found !== undefined) return found.secret;
  await db
    .insertInto('server_secret')
    .values({ name, secret: randomBytes(32).toString('base64url') })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
  return (await find())?.secret ?? (await readServerSecret(db, name));
}
