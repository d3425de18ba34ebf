import type { WebhookPolicy } from '../webhook-sender.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Repeated with back-off until a 2xx (S05). Number, spacing and time-out are undocumented; these are ours. */
export const scruppPolicy: WebhookPolicy = {
  timeoutMs: 10_000,
  maxAnswerBytes: 65_536,
  retryDelaysMs: [30_000, 2 * MINUTE_MS, 10 * MINUTE_MS, HOUR_MS, 6 * HOUR_MS, 24 * HOUR_MS],
  maxRedirects: 0,
};
