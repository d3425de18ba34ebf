import type { MxRecord } from '../net/net.ts';
import { readDomain } from './domain-code.ts';
import type { PostOffice } from './mail/post-office.ts';
import { siteFate } from './site-fate.ts';

export type ZoneAnswer =
  | {
      readonly code: 'NOERROR';
      readonly addresses: readonly string[];
      readonly exchangers: readonly MxRecord[];
    }
  | { readonly code: 'NXDOMAIN' };

type MailZone = Pick<PostOffice, 'exchangersOf' | 'isArranged'>;

const subdomains = new Set(['www', 'mail']);
const nowhere: ZoneAnswer = { code: 'NXDOMAIN' };

/** The last two labels of a name, lower case: every domain of this world is directly under its top-level domain. */
export const registrableDomain = (host: string): string => host.toLowerCase().split('.').slice(-2).join('.');

/** What the name server knows about a name. Everything lives on loopback, behind one gateway. */
export function lookUp(seed: string, name: string, mail: MailZone): ZoneAnswer {
  const host = name.toLowerCase();
  const domain = registrableDomain(host);
  const isAlive = readDomain(seed, domain) !== null && siteFate(seed, domain) !== 'expired';
  if (!isAlive && !mail.isArranged(domain)) return nowhere;
  const exchangers = mail.exchangersOf(domain);
  const isExchanger = exchangers.some(({ exchange }) => exchange === host);
  const isSubdomain = subdomains.has(host.slice(0, -domain.length - 1));
  if (host !== domain && !isSubdomain && !isExchanger) return nowhere;
  return { code: 'NOERROR', addresses: ['127.0.0.1'], exchangers: host === domain ? exchangers : [] };
}
