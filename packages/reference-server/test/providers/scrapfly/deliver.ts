import type { Answer } from '../../server/support/api.ts';
import type { Received, Receiver } from '../../server/support/receiver.ts';
import { firstDeliveryAt, headersOf } from './deliveries-at.ts';
import type { Account, ScrapflyServer, Webhook } from './start-scrapfly.ts';

export interface Delivered {
  readonly account: Account;
  readonly webhook: Webhook;
  /** The answer that queued the scrape. */
  readonly queued: Answer['body'];
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
  /** The headers as they came. */
  readonly pairs: Received['headers'];
}

export interface DeliverOptions {
  /** Of the webhook. */
  readonly options?: object;
  readonly page?: string;
}

/** Queues a scrape of a new account for a webhook at that path, and waits for its delivery. */
export async function deliver(
  server: ScrapflyServer,
  { receiver, path }: { readonly receiver: Receiver; readonly path: string },
  { options = {}, page = 'http://json.com/' }: DeliverOptions = {},
): Promise<Delivered> {
  const account = await server.account();
  const webhook = await account.addWebhook({ name: 'hook', url: receiver.url + path, ...options });
  const { body: queued } = await account.scrape({ url: page, webhook_name: 'hook' });
  const delivery = await firstDeliveryAt(receiver, path);
  const { body, headers: pairs } = delivery;
  return { account, webhook, queued, body, pairs, headers: headersOf(delivery) };
}
