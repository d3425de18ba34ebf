import { timestamp } from '../../http/timestamp.ts';
import type { WebhookEndpoint } from '../../webhooks/endpoints.ts';

/** An endpoint as its routes show it, without its secret. */
export const endpointBody = ({ id, url, events, disabledReason, createdAt }: WebhookEndpoint): object => ({
  id,
  url,
  enabled_events: events,
  status: disabledReason === null ? 'enabled' : 'disabled',
  disabled_reason: disabledReason,
  created_at: timestamp(createdAt),
});
