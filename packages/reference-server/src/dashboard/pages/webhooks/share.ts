import { rateLimited } from '../../../http/rate-limit/fixed-windows.ts';
import type { PageServices } from '../../page.ts';

/** How many requests an account may send to receivers from the dashboard in a minute. */
const SENDS_PER_MINUTE = 20;

/** Counts one request that a person sends to a receiver; throws a 429 when the account has used up its share. */
export async function takeShare({ windows }: PageServices, accountId: string): Promise<void> {
  const usage = await windows.hit(`webhook-sends:${accountId}`, SENDS_PER_MINUTE);
  if (usage.retryAfter !== undefined) throw rateLimited(usage);
}
