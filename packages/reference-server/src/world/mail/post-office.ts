import type { Socket } from 'node:net';
import type { Clock } from '@scrapekit/core';
import type { MxRecord } from '../../net/net.ts';
import type { Controls } from '../controls.ts';
import { readDomain } from '../domain-code.ts';
import { createSmtpHost } from '../smtp/host.ts';
import type { SmtpScript } from '../smtp/script.ts';
import { mailFate, type MailFate } from './mail-fate.ts';
import { mailScript } from './mail-script.ts';
import { isPinnedDomain } from './pinned-domains.ts';

/** A domain whose mail a test arranges by itself, whatever the seed has for it. */
export interface ArrangedMail {
  /** What the mail host does; `'refused'` if there is none. @default the domain's own behaviour */
  readonly script?: SmtpScript | 'refused';
  /** @default one record, `mail.` before the domain */
  readonly exchangers?: readonly MxRecord[];
}

export interface PostOffice {
  arrange(domain: string, mail: ArrangedMail): void;
  /** MX records of a domain that exists. */
  exchangersOf(domain: string): readonly MxRecord[];
  /** Whether the domain exists for its mail alone. */
  isArranged(domain: string): boolean;
  /** Who answers on the SMTP port of one of a domain's hosts, or null. */
  hostOf(domain: string, host: string): ((socket: Socket) => void) | null;
}

export interface PostOfficeOptions {
  readonly seed: string;
  readonly clock: Clock;
  readonly controls: Controls;
}

/** The mail hosts of all domains of a world. */
export function createPostOffice({ seed, clock, controls }: PostOfficeOptions): PostOffice {
  const arranged = new Map<string, ArrangedMail>();
  const firstNamed = new Map<string, number>();
  const beforeReply = async (): Promise<boolean> => (await controls.delay('smtpReset')) !== null;
  const fateOf = (domain: string) => (isPinnedDomain(domain) ? 'well' : mailFate(seed, domain));
  const isKnown = (domain: string): boolean => isPinnedDomain(domain) || readDomain(seed, domain) !== null;

  return {
    arrange: (domain, mail) => void arranged.set(domain.toLowerCase(), mail),
    isArranged: (domain) => arranged.has(domain) || isPinnedDomain(domain),
    exchangersOf(domain) {
      const exchangers = arranged.get(domain)?.exchangers;
      if (exchangers !== undefined) return exchangers;
      if (!arranged.has(domain) && fateOf(domain) === 'no-mail') return [{ exchange: '', priority: 0 }];
      if (!arranged.has(domain) && fateOf(domain) === 'many-exchangers') return manyExchangers(domain);
      return [{ exchange: `mail.${domain}`, priority: 10 }];
    },
    hostOf(domain, name) {
      const own = arranged.get(domain)?.script;
      if (own === 'refused' || (own === undefined && !isKnown(domain))) return null;
      const fate = fateOf(domain);
      if (own === undefined && (isDown(fate) || name === `mx1.${domain}`)) return null;
      const script = own ?? mailScript(domain, fate, { seed, clock, firstNamed });
      const host = createSmtpHost({
        name,
        script,
        counters: controls.counters,
        beforeReply,
      });
      return (socket) => host.serve(socket);
    },
  };
}

const isDown = (fate: MailFate): boolean => fate === 'unreachable' || fate === 'no-mail';

/** `mx1`, which is down, to `mx6`. */
const manyExchangers = (domain: string): MxRecord[] =>
  [1, 2, 3, 4, 5, 6].map((number) => ({ exchange: `mx${number}.${domain}`, priority: 10 * number }));
