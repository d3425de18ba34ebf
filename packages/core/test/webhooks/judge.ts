import { createHmac } from 'node:crypto';
import {
  WebhookVerificationError,
  type WebhookRejection,
} from '../../src/errors/webhook-verification-error.ts';
import type { Delivery } from '../../src/webhooks/delivery.ts';
import { verifyDelivery, type VerifyOptions } from '../../src/webhooks/verify.ts';
import { now, type Genuine } from './genuine.ts';

export type Change = Partial<Delivery & VerifyOptions>;

/** Returns 'accepted' or the reason of the rejection. Throws every other error. */
function outcome(run: () => unknown): WebhookRejection | 'accepted' {
  try {
    run();
    return 'accepted';
  } catch (error) {
    if (error instanceof WebhookVerificationError) return error.reason;
    throw error;
  }
}

/** Verifies a changed genuine delivery and returns the outcome. */
export const judge = (genuine: Genuine, change: Change = {}) => outcome(() => accept(genuine, change));

/** Verifies any value as a delivery and returns the outcome. */
export const judgeAnything = ({ source, secret }: Genuine, delivery: unknown) =>
  outcome(() => verifyDelivery(source, delivery as Delivery, { secrets: [secret], now }));

/** Verifies a changed genuine delivery and returns its event. */
export const accept = (
  { source, headers, body, secret }: Genuine,
  { headers: otherHeaders = headers, body: otherBody = body, ...options }: Change = {},
) =>
  verifyDelivery(source, { headers: otherHeaders, body: otherBody }, { secrets: [secret], now, ...options });

/** Replaces headers of a delivery, in any case; a header with the value undefined is removed. */
export function withHeaders(
  { headers }: Genuine,
  changes: Readonly<Record<string, string | readonly string[] | undefined>>,
): Record<string, string | readonly string[] | undefined> {
  const replaced = new Set(Object.keys(changes).map((name) => name.toLowerCase()));
  const kept = Object.entries(headers).filter(([name]) => !replaced.has(name.toLowerCase()));
  return { ...Object.fromEntries(kept), ...changes };
}

/** Computes the expected HMAC-SHA256 with node:crypto alone. */
export function hmac(
  key: string | Buffer,
  parts: readonly (string | Uint8Array)[],
  encoding: 'hex' | 'base64' = 'hex',
): string {
  const mac = createHmac('sha256', key);
  for (const part of parts) mac.update(part);
  return mac.digest(encoding);
}
