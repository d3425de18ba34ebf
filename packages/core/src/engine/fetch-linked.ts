import { bodyText } from '../http/body.ts';
import { isUnderDomain } from '../http/origin.ts';
import type { LinkedContent } from '../provider.ts';
import type { Row } from '../results/row.ts';
import type { Engine } from './engine.ts';

/** Replaces a link by what it leads to; a link to any host but the provider's own stays a link (F21). */
export async function fetchLinked(
  { provider, exchange }: Engine,
  row: Row,
  link: LinkedContent,
  { signal }: { readonly signal?: AbortSignal },
): Promise<Row> {
  const url = link.urlOf(row);
  const hosts = provider.authentication.domains ?? [];
  if (url === undefined || !hosts.some((host) => isUnderDomain(url, host))) return row;
  const response = await exchange({ method: 'GET', url }, 'read', { stream: true, signal });
  return link.replace(row, await bodyText(response.body));
}
