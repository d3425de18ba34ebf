import type { MxRecord } from '../net/net.ts';
import { readDomain } from './domain-code.ts';
import { siteFate } from './site-fate.ts';

export type ZoneAnswer =
  | {
      readonly code: 'NOERROR';
      readonly addresses: readonly string[];
      readonly exchangers: readonly MxRecord[];
    }
  | { readonly code: 'NXDOMAIN' };

const subdomains = new Set(['www', 'mail']);
const nowhere: ZoneAnswer = { code: 'NXDOMAIN' };

/** The last two labels of a name, lower case: every domain of this world is directly under `.test`. */
export const registrableDomain = (host: string): string => host.toLowerCase().split('.').slice(-2).join('.');

/** What the name server knows about a name. Everything lives on loopback, behind one gateway. */
export function lookUp(seed: string, name: string): ZoneAnswer {
  const host = name.toLowerCase();
  const domain = registrableDomain(host);
  if (readDomain(seed, domain) === null || siteFate(seed, domain) === 'expired') return nowhere;
  if (host !== domain && !subdomains.has(host.slice(0, -domain.length - 1))) return nowhere;
  const exchangers = host === domain ? [{ exchange: `mail.${domain}`, priority: 10 }] : [];
  return { code: 'NOERROR', addresses: ['127.0.0.1'], exchangers };
}
