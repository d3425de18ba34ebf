import type { MxRecord } from '../net/net.ts';
import { parseDomain } from './domain-code.ts';
import type { PostOffice } from './mail/post-office.ts';
import { siteBehaviour } from './site/site-behaviour.ts';

export type ZoneAnswer =
  | {
      readonly code: 'NOERROR';
      readonly addresses: readonly string[];
      readonly exchangers: readonly MxRecord[];
    }
  | { readonly code: 'NXDOMAIN' };

type MailZone = Pick<PostOffice, 'exchangersOf' | 'isArranged'>;

const subdomains = new Set(['www', 'mail']);
const unknownName: ZoneAnswer = { code: 'NXDOMAIN' };

/** Returns the last two labels of a name in lower case, because every domain is directly under a top-level domain. */
export const registeredDomain = (host: string): string => host.toLowerCase().split('.').slice(-2).join('.');

/** Returns the name server's answer for a name. Every address is 127.0.0.1, because the gateway selects the host. */
export function lookUp(seed: string, name: string, mail: MailZone): ZoneAnswer {
  const host = name.toLowerCase();
  const domain = registeredDomain(host);
  const hasSite = parseDomain(seed, domain) !== null && siteBehaviour(seed, domain) !== 'expired';
  if (!hasSite && !mail.isArranged(domain)) return unknownName;
  const exchangers = mail.exchangersOf(domain);
  const isExchanger = exchangers.some(({ exchange }) => exchange === host);
  const isSubdomain = subdomains.has(host.slice(0, -domain.length - 1));
  if (host !== domain && !isSubdomain && !isExchanger) return unknownName;
  return { code: 'NOERROR', addresses: ['127.0.0.1'], exchangers: host === domain ? exchangers : [] };
}
