import { isUnderDomain } from '../http/authenticate.ts';
import { bodyText } from '../http/transport.ts';
import type { Row } from '../job.ts';
import type { LinkedContent } from '../operation.ts';
import type { Engine } from './engine.ts';

/** Replaces a link in a row by its content. A link to a host that is not the provider's is kept (F21). */
export async function fetchLink(
  { provider, exchange }: Engine,
  row: Row,
  { link, signal }: { readonly link: LinkedContent; readonly signal?: AbortSignal },
): Promise<Row> {
  const url = link.urlOf(row);
  const domains = provider.authentication.domains ?? [];
  if (url === undefined || !domains.some((domain) => isUnderDomain(url, domain))) return row;
  const response = await exchange({ method: 'GET', url }, 'read', { accept: '*/*', signal });
  return link.replace(row, await bodyText(response.body));
}
