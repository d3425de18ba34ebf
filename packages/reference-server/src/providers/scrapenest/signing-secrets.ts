import { randomBytes } from 'node:crypto';
import type { WebhookEndpoint } from '../../webhooks/endpoints.ts';

const KEY_BYTES = 24;

/** `whsec_` and a key in standard base64, which has no underscore (N11). */
export const createSecret = (): string => `whsec_${randomBytes(KEY_BYTES).toString('base64')}`;

/** What signs an endpoint's deliveries at that moment: its secret and, for a while, the one before. */
export function signingSecrets(
  { secret, previousSecret }: Pick<WebhookEndpoint, 'secret' | 'previousSecret'>,
  now: Date,
): readonly string[] {
  const previous = previousSecret !== null && now < previousSecret.until ? [previousSecret.secret] : [];
  return [...(secret === null ? [] : [secret]), ...previous];
}
