import type { TargetSettings } from './settings-schema.ts';
import { keyHeaders } from './target-kinds.ts';

/** Returns the headers by which a target recognises the relay. */
export function headersOf({ kind, key, auth }: TargetSettings): Readonly<Record<string, string>> {
  const keyHeader = keyHeaders[kind];
  if (key !== undefined && keyHeader !== undefined) return { [keyHeader]: key };
  if (auth?.bearer !== undefined) return { authorization: `Bearer ${auth.bearer}` };
  if (auth?.header !== undefined) return { [auth.header.name]: auth.header.value };
  if (auth?.basic === undefined) return {};
  const { user, password } = auth.basic;
  return { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` };
}
