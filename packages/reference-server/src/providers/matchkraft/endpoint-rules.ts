import { isWebhookUrl } from '../../webhooks/webhook-url.ts';
import type { EndpointRules } from '../provider-backend.ts';
import { JOB_ENDED } from './webhook-sender.ts';
import { invalidWebhook } from './refusals.ts';

/** One URL for the whole account, without a secret (M04, M09). */
export const matchkraftEndpoints: EndpointRules = {
  perAccount: 'one',
  read: ({ url }, { allowPrivate }) => {
    if (!isWebhookUrl(url, { allowPrivate })) throw invalidWebhook();
    return { url };
  },
  testEvent: JOB_ENDED,
};
