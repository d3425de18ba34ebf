import type { Net } from '../net/net.ts';

export type MailHosts =
  /** In order of preference, at most three. */
  | { readonly kind: 'hosts'; readonly hosts: readonly string[] }
  | { readonly kind: 'none'; readonly reason: string }
  /** The name servers gave no answer this time. */
  | { readonly kind: 'failed' };

const mostHosts = 3;
const absent = new Set(['ENOTFOUND', 'ENODATA', 'ENONAME', 'EBADNAME']);

/** Where mail for a domain goes: its MX records, the domain itself without any (RFC 5321, 5.1), or nowhere (RFC 7505). */
export async function findMailHosts(net: Net, domain: string): Promise<MailHosts> {
  try {
    const records = await net.resolveMx(domain);
    const [only] = records;
    if (records.length === 1 && only !== undefined && isRoot(only.exchange)) {
      return { kind: 'none', reason: 'domain accepts no mail' };
    }
    const ordered = records
      .filter(({ exchange }) => !isRoot(exchange))
      .sort((a, b) => a.priority - b.priority);
    const hosts = [...new Set(ordered.map(({ exchange }) => exchange.toLowerCase().replace(/\.$/, '')))];
    if (hosts.length > 0) return { kind: 'hosts', hosts: hosts.slice(0, mostHosts) };
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOTFOUND') return { kind: 'none', reason: 'domain does not exist' };
    if (!absent.has(code)) return { kind: 'failed' };
  }
  return await findAddress(net, domain);
}

async function findAddress(net: Net, domain: string): Promise<MailHosts> {
  const found = await Promise.all([hasRecords(net.resolve4(domain)), hasRecords(net.resolve6(domain))]);
  if (found.includes('yes')) return { kind: 'hosts', hosts: [domain] };
  return found.includes('failed')
    ? { kind: 'failed' }
    : { kind: 'none', reason: 'domain has no mail server' };
}

async function hasRecords(query: Promise<readonly string[]>): Promise<'yes' | 'no' | 'failed'> {
  try {
    return (await query).length > 0 ? 'yes' : 'no';
  } catch (error) {
    return absent.has(codeOf(error)) ? 'no' : 'failed';
  }
}

const isRoot = (exchange: string): boolean => exchange === '' || exchange === '.';

const codeOf = (error: unknown): string => (error as { code?: string } | null)?.code ?? '';
