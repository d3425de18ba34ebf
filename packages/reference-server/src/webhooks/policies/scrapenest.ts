import type { WebhookPolicy } from '../webhook-sender.ts';

const FIRST_DELAY_MS = 5_000;
const RETRIES = 16;
/** The delay that is not doubled any more, so that the last attempt falls within three days of the first. */
const LONGEST = 14;

/**
 * Ten seconds for an answer; retries after 5 s, each delay twice the one before up to 81 920 s, the last of them 68 h
 * after the first attempt. Documented are the ten seconds, exponential back-off and three days (N04); the steps, and
 * that 410 disables the endpoint and a redirect is a failure, are this server's choice.
 */
export const scrapenestPolicy: WebhookPolicy = {
  timeoutMs: 10_000,
  maxAnswerBytes: 65_536,
  retryDelaysMs: Array.from(
    { length: RETRIES },
    (_, index) => FIRST_DELAY_MS * 2 ** Math.min(index, LONGEST),
  ),
  maxRedirects: 0,
  disablingStatuses: [410],
};
