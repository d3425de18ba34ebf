import type { WebhookSource } from './contract.ts';
import type { WebhookEvent } from './event.ts';
import type { Inbox } from './inbox.ts';
import type { WebhookAnswer } from './webhook-answer.ts';

const THREE_DAYS_SECONDS = 259_200;

interface AnswerEventOptions {
  readonly provider: WebhookSource;
  readonly inbox: Inbox;
  readonly dispatch?: (event: WebhookEvent) => Promise<void> | void;
}

/** Takes on what was believed: once, if it is about a job, and only then for good. */
export async function answerEvent(
  event: WebhookEvent,
  bytes: number,
  { provider, inbox, dispatch }: AnswerEventOptions,
): Promise<WebhookAnswer> {
  if (!event.readable && event.bytes === undefined) return { status: 400, headers: {} };
  const jobId = event.jobId ?? event.unsignedJobId;
  if (jobId === undefined) return { status: 200, headers: {} };
  const { retentionSeconds = THREE_DAYS_SECONDS, bringsOutcome } = provider.webhook;
  const retentionMs = retentionSeconds * 1000;
  const claim = await inbox.claim(event, retentionMs);
  // A repeated delivery wakes as well: the first one may have been somebody's forged hint.
  if (claim === undefined) {
    inbox.wake(jobId);
    return { status: 200, headers: {} };
  }
  try {
    if (bringsOutcome === true) await inbox.keep(event, { retentionMs, bytes });
    inbox.wake(jobId);
    await dispatch?.(event);
  } catch (failure) {
    await claim.release();
    return { status: 500, headers: {}, failure };
  }
  await claim.settle();
  return { status: 200, headers: {}, event };
}
