import type { WebhookPolicy } from '../webhook-sender.ts';

/** One attempt, ten seconds, redirects not followed (C171-C173). */
export const scrapekitPolicy: WebhookPolicy = {
  timeoutMs: 10_000,
  maxAnswerBytes: 65_536,
  retryDelaysMs: [],
  maxRedirects: 0,
};
