import type { WebhookEndpoint } from '../../../webhooks/endpoints.ts';
import type { ScrapeConfig } from '../scrape-config.ts';
import { webhookOptions } from './webhook-options.ts';

/** `context.webhook`: with the secret in the older edition (F07), with everything else today (F19). */
export function webhookContext(endpoint: WebhookEndpoint, config: ScrapeConfig): object {
  const { name, secret, failuresInRow, disabledReason } = endpoint;
  const { edition, uuid, queue_limit, max_concurrency } = webhookOptions.parse(endpoint.options);
  const known = { name, consecutive_failed_count: failuresInRow };
  if (edition === 'secret') return { ...known, secret };
  return {
    ...known,
    webhook_uuid: uuid,
    queue_limit,
    queued_scrape_order: config.webhook?.order ?? null,
    max_concurrency,
    disable_reason: disabledReason,
  };
}

/** A response without the secret that the older edition puts into it. */
export function withoutSecret<Response extends { readonly context: Readonly<Record<string, unknown>> }>(
  response: Response,
): Response {
  const { webhook } = response.context;
  if (typeof webhook !== 'object' || webhook === null || !('secret' in webhook)) return response;
  const { secret: _, ...rest } = webhook;
  return { ...response, context: { ...response.context, webhook: rest } };
}
