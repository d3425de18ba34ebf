import type { StoredJob } from '../../jobs/job.ts';
import type { WebhookEndpoint } from '../../webhooks/endpoints.ts';
import { dateText } from './date-text.ts';
import type { ScrapeResult } from './page/scrape-result.ts';
import type { ScrapeConfig } from './scrape-config.ts';
import { webhookContext } from './webhook/webhook-context.ts';

/** What a scrape is answered with: at once, or through its webhook. */
export interface ScrapeResponse {
  readonly config: object;
  readonly context: Readonly<Record<string, unknown>>;
  readonly result?: ScrapeResult;
  readonly uuid: string;
}

export interface ResponseFacts {
  readonly config: ScrapeConfig;
  readonly at: Date;
  /** Absent while the scrape is queued. */
  readonly result?: ScrapeResult;
  /** Absent when the answer was awaited. */
  readonly job?: Pick<StoredJob, 'id'>;
  readonly endpoint?: WebhookEndpoint | null;
}

/** A response in the provider's shape (F01, F19, F20, F23). */
export const responseBody = ({ config, at, result, job, endpoint }: ResponseFacts): ScrapeResponse => ({
  config: {
    url: config.url,
    method: config.post === undefined ? 'GET' : 'POST',
    format: config.format,
    project: config.project,
    env: config.env,
    webhook_name: config.webhook?.name ?? null,
    render_js: false,
    asp: false,
    cache: false,
    country: null,
  },
  context: {
    created_at: dateText(at),
    project: config.project,
    env: config.env,
    url: config.url,
    ...(job && { job: jobContext(job.id, result) }),
    ...(endpoint && { webhook: webhookContext(endpoint, config) }),
  },
  ...(result && { result }),
  uuid: config.logId,
});

const jobContext = (uuid: string, result: ScrapeResult | undefined): object => ({
  uuid,
  type: 'SCRAPE',
  status: result === undefined ? 'PENDING' : result.status,
  is_finished: result !== undefined,
  is_success: result === undefined ? null : result.success,
});
