import type { WebhookPolicy } from '../webhook-sender.ts';

/** A single POST (M06). Time-out and redirects are undocumented (M11): ten seconds, and none is followed. */
export const matchkraftPolicy: WebhookPolicy = {
  timeoutMs: 10_000,
  maxAnswerBytes: 65_536,
  retryDelaysMs: [],
  maxRedirects: 0,
};
