import { createHmac } from 'node:crypto';
import type { HmacScheme } from './scheme.ts';

/** The signature header's value. The server sends what this returns; `verifySignature` expects it. */
export function computeSignature(
  scheme: HmacScheme,
  {
    timestamp,
    body,
    secret,
  }: { readonly timestamp: string; readonly body: Uint8Array; readonly secret: string },
): string {
  return scheme.prefix + createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest('hex');
}
