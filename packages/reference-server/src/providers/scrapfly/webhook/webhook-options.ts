import { z } from 'zod/v4';

/** What only this provider's webhooks have. */
export const webhookOptions = z.object({
  /** The webhook's own id, the same on every delivery (F12). */
  uuid: z.string(),
  content_type: z.enum(['json', 'msgpack']).default('json'),
  content_encoding: z.enum(['none', 'gzip']).default('none'),
  /** `signature` signs; `secret` is the older edition, which sends the secret itself (F06-F08). */
  edition: z.enum(['signature', 'secret']).default('signature'),
  /** How many scrapes may wait for their delivery; 0 as in a plan without webhooks (F23). */
  queue_limit: z.int().min(0).max(100_000).default(1_000),
  /** How many of them may be unscraped at once. */
  max_concurrency: z.int().min(1).max(100_000).default(1_000),
});

export type WebhookOptions = z.output<typeof webhookOptions>;
