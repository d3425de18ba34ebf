import type { Dispatcher } from 'undici';
import type { Reader } from '../storage/database.ts';
import { sendWebhook, type SendResult } from './send-webhook.ts';
import type { TakenDelivery } from './take-delivery.ts';
import { UnsendableError } from './unsendable-error.ts';
import type { WebhookSender } from './webhook-sender.ts';

export interface AttemptOptions {
  readonly db: Reader;
  readonly dispatcher: Dispatcher;
  readonly sender: WebhookSender;
  readonly now: Date;
  readonly publicUrl: string;
  readonly signal: AbortSignal;
}

/** Composes and sends, or says why nothing is sent. */
export async function attemptDelivery(delivery: TakenDelivery, options: AttemptOptions): Promise<SendResult> {
  const { endpoint, url, id: deliveryId, ...about } = delivery;
  if (endpoint === undefined) return refused('The endpoint was deleted.');
  if (endpoint?.disabledReason != null)
    return refused(`The endpoint is disabled: ${endpoint.disabledReason}`);
  const { sender, dispatcher, signal, db, now, publicUrl } = options;
  try {
    const message = await sender.compose({ ...about, deliveryId, endpoint }, { db, now, publicUrl });
    return await sendWebhook(url, message, { dispatcher, policy: sender.policy, signal });
  } catch (error) {
    if (error instanceof UnsendableError) return { statusCode: null, error: error.message };
    throw error;
  }
}

const refused = (error: string): SendResult => ({ statusCode: null, error, isFinal: true });
