import type { WebhookPolicy } from '../webhook-sender.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Thirty seconds, redirects followed, six more attempts in a day and an hour, over after more than 100 failures (F04, F05). */
export const scrapflyPolicy: WebhookPolicy = {
  timeoutMs: 30 * SECOND,
  maxAnswerBytes: 65_536,
  retryDelaysMs: [30 * SECOND, MINUTE, 5 * MINUTE, 30 * MINUTE, HOUR, 24 * HOUR],
  maxRedirects: 5,
  disableAfterFailures: 100,
};
