import type { Job } from '../jobs/job.ts';
import type { WebhookPolicy } from './webhook-policy.ts';

export interface WebhookMessage {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** How one provider announces the end of a job. */
export interface WebhookSender {
  readonly provider: string;
  readonly policy: WebhookPolicy;
  /** The provider's name for what happened, such as `scrape.job.completed`. */
  eventOf(job: Job): string;
  /** The request as it is sent at `now`, signed with `secret`. */
  compose(
    job: Job,
    facts: { readonly secret: string; readonly now: Date; readonly publicUrl: string },
  ): WebhookMessage;
}
