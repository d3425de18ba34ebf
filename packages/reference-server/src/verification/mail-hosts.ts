import { failureOf } from '@scrapekit/guarded-http';
import type { Net } from '../net/net.ts';

export type MailHosts =
  /** At most three hosts in the order of preference. `isWhole` means that there are no others. */
  | { readonly kind: 'hosts'; readonly hosts: readonly string[]; readonly isWhole: boolean }
  | { readonly kind: 'none'; readonly reason: string }
  /** The name servers gave no usable answer. */
  | { readonly kind: 'failed' };

const MAX_HOSTS = 3;

/**
 * Finds the mail hosts of a domain: its MX records or, without any, the domain (RFC 5321, 5.1). A null MX means that there
 * are none (RFC 7505).
 */
export async function findMailHosts(net: Net, domain: string): Promise<MailHosts> {
  try {
    const records = await net.resolveMx(domain);
    if (records.length > 0 && records.every(({ exchange }) => isRoot(exchange))) {
      return { kind: 'none', reason: 'domain accepts no mail' };
    }
    const ordered = records
      .filter(({ exchange }) => !isRoot(exchange))
      .sort((a, b) => a.priority - b.priority);
    const hosts = [...new Set(ordered.map(({ exchange }) => exchange.toLowerCase().replace(/\.$/, '')))];
    if (hosts.length > 0)
      return { kind: 'hosts', hosts: hosts.slice(0, MAX_HOSTS), isWhole: hosts.length <= MAX_HOSTS };
  } catch (error) {
    const { kind, code } = failureOf(error);
    if (code === 'ENOTFOUND') return { kind: 'none', reason: 'domain does not exist' };
    if (kind !== 'name') return { kind: 'failed' };
  }
  return await findAddress(net, domain);
}

async function findAddress(net: Net, domain: string): Promise<MailHosts> {
  const found = await Promise.all([hasRecords(net.resolve4(domain)), hasRecords(net.resolve6(domain))]);
  if (found.includes('yes')) return { kind: 'hosts', hosts: [domain], isWhole: true };
  return found.includes('failed')
    ? { kind: 'failed' }
    : { kind: 'none', reason: 'domain has no mail server' };
}

async function hasRecords(query: Promise<readonly string[]>): Promise<'yes' | 'no' | 'failed'> {
  try {
    return (await query).length > 0 ? 'yes' : 'no';
  } catch (error) {
    return failureOf(error).kind === 'name' ? 'no' : 'failed';
  }
}

const isRoot = (exchange: string): boolean => exchange === '' || exchange === '.';
