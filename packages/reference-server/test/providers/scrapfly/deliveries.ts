import type { Answer } from '../../support/api.ts';
import { eventually } from '../../support/eventually.ts';
import type { Received, Receiver } from '../../support/receiver.ts';
import type { Account, ScrapflyServer, Webhook } from './start-scrapfly.ts';

export interface Delivered {
  readonly account: Account;
  readonly webhook: Webhook;
  /** The answer that queued the scrape. */
  readonly queued: Answer['body'];
  readonly body: Buffer;
  /** Headers by their names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The headers as they were received. */
  readonly pairs: Received['headers'];
}

export interface DeliverOptions {
  /** Settings of the webhook. */
  readonly options?: object;
  readonly page?: string;
}

/** Creates an account with a webhook at that path, queues a scrape and waits for its delivery. */
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

/** Waits for the first scrape that is delivered to a path. */
export async function firstDeliveryAt(receiver: Receiver, path: string): Promise<Received> {
  const [first] = await eventually(
    () => deliveriesAt(receiver, path),
    ({ length }) => length > 0,
  );
  if (first === undefined) throw new Error('Nothing was delivered.');
  return first;
}

/** Lists the scrapes that were delivered to a path so far, without pings. */
export const deliveriesAt = ({ received }: Receiver, path: string): readonly Received[] =>
  received.filter((request) => request.path === path && !isPing(request));

const isPing = (request: Received): boolean =>
  headersOf(request)['x-scrapfly-webhook-resource-type'] === 'ping';

/** Headers by their names in lower case. */
export const headersOf = ({ headers }: Received): Readonly<Record<string, string>> =>
  Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value]));
