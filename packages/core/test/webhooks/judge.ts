import { createHmac } from 'node:crypto';
import {
  WebhookVerificationError,
  type WebhookRejection,
} from '../../src/errors/webhook-verification-error.ts';
import type { Delivery } from '../../src/webhooks/delivery.ts';
import { verifyDelivery, type VerifyOptions } from '../../src/webhooks/verify.ts';
import { now, type Genuine } from './genuine.ts';

export type Change = Partial<Delivery & VerifyOptions>;

/** 'accepted', or the reason of the rejection. Any other exception comes through. */
function outcome(run: () => unknown): WebhookRejection | 'accepted' {
  try {
    run();
    return 'accepted';
  } catch (error) {
    if (error instanceof WebhookVerificationError) return error.reason;
    throw error;
  }
}

/** How a genuine delivery fares after a change. */
export const judge = (genuine: Genuine, change: Change = {}) => outcome(() => accept(genuine, change));

/** How anything at all fares in place of a delivery. */
export const judgeAnything = ({ source, secret }: Genuine, delivery: unknown) =>
  outcome(() => verifyDelivery(source, delivery as Delivery, { secrets: [secret], now }));

/** The event of a genuine delivery after a change. */
export const accept = (
  { source, headers, body, secret }: Genuine,
  { headers: otherHeaders = headers, body: otherBody = body, ...options }: Change = {},
) =>
  verifyDelivery(source, { headers: otherHeaders, body: otherBody }, { secrets: [secret], now, ...options });

/** The same headers with some replaced, whatever their case, or left out where the value is undefined. */
export function withHeaders(
  { headers }: Genuine,
  changes: Readonly<Record<string, string | readonly string[] | undefined>>,
): Record<string, string | readonly string[] | undefined> {
  const replaced = new Set(Object.keys(changes).map((name) => name.toLowerCase()));
  const kept = Object.entries(headers).filter(([name]) => !replaced.has(name.toLowerCase()));
  return { ...Object.fromEntries(kept), ...changes };
}

/** HMAC-SHA256 by node:crypto alone, the oracle for what a sender computes. */
export function hmac(
  key: string | Buffer,
  parts: readonly (string | Uint8Array)[],
  encoding: 'hex' | 'base64' = 'hex',
): string {
  const mac = createHmac('sha256', key);
  for (const part of parts) mac.update(part);
  return mac.digest(encoding);
}
