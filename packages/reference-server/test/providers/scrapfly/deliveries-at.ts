import { eventually } from '../../server/support/eventually.ts';
import type { Received, Receiver } from '../../server/support/receiver.ts';

/** Headers by their names in lower case. */
export const headersOf = ({ headers }: Received): Readonly<Record<string, string>> =>
  Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value]));

const isPing = (request: Received): boolean =>
  headersOf(request)['x-scrapfly-webhook-resource-type'] === 'ping';

/** The scrapes that were delivered to a path so far; its pings are left out. */
export const deliveriesAt = ({ received }: Receiver, path: string): readonly Received[] =>
  received.filter((request) => request.path === path && !isPing(request));

/** The first scrape that is delivered to a path; waits for it. */
export async function firstDeliveryAt(receiver: Receiver, path: string): Promise<Received> {
  const [first] = await eventually(
    () => deliveriesAt(receiver, path),
    ({ length }) => length > 0,
  );
  if (first === undefined) throw new Error('Nothing was delivered.');
  return first;
}
