import type { Socket } from 'node:net';
import type { Clock } from '@scrapekit/core';
import type { MxRecord } from '../../net/net.ts';
import type { Controls } from '../controls.ts';
import { parseDomain } from '../domain-code.ts';
import { createSmtpHost } from '../smtp/host.ts';
import type { SmtpScript } from '../smtp/script.ts';
import { mailBehaviour, type MailBehaviour } from './mail-behaviour.ts';
import { mailScript } from './mail-script.ts';
import { isPinnedDomain } from './pinned-domains.ts';

/** Mail settings of a domain that a test sets in place of those of the seed. */
export interface ArrangedMail {
  /** The replies of the mail host; `'refused'` closes its port. @default the domain's behaviour by the seed */
  readonly script?: SmtpScript | 'refused';
  /** @default one record, `mail.<domain>` */
  readonly exchangers?: readonly MxRecord[];
}

export interface PostOffice {
  arrange(domain: string, mail: ArrangedMail): void;
  /** Returns the MX records of an existing domain. */
  exchangersOf(domain: string): readonly MxRecord[];
  /** Returns whether the domain has mail settings but no website. */
  isArranged(domain: string): boolean;
  /** Returns the function that serves the SMTP port of a host, or null when the port is closed. */
  hostOf(domain: string, host: string): ((socket: Socket) => void) | null;
}

export interface PostOfficeOptions {
  readonly seed: string;
  readonly clock: Clock;
  readonly controls: Controls;
}

/** Creates the mail hosts of all domains. */
export function createPostOffice({ seed, clock, controls }: PostOfficeOptions): PostOffice {
  const arranged = new Map<string, ArrangedMail>();
  const firstNamed = new Map<string, number>();
  const beforeReply = async (): Promise<boolean> => (await controls.delay('smtpReset')) !== null;
  const behaviourOf = (domain: string) => (isPinnedDomain(domain) ? 'normal' : mailBehaviour(seed, domain));
  const isKnown = (domain: string): boolean => isPinnedDomain(domain) || parseDomain(seed, domain) !== null;

  return {
    arrange: (domain, mail) => void arranged.set(domain.toLowerCase(), mail),
    isArranged: (domain) => arranged.has(domain) || isPinnedDomain(domain),
    exchangersOf(domain) {
      const exchangers = arranged.get(domain)?.exchangers;
      if (exchangers !== undefined) return exchangers;
      if (!arranged.has(domain) && behaviourOf(domain) === 'no-mail') return [{ exchange: '', priority: 0 }];
      if (!arranged.has(domain) && behaviourOf(domain) === 'many-exchangers') return manyExchangers(domain);
      return [{ exchange: `mail.${domain}`, priority: 10 }];
    },
    hostOf(domain, name) {
      const own = arranged.get(domain)?.script;
      if (own === 'refused' || (own === undefined && !isKnown(domain))) return null;
      const behaviour = behaviourOf(domain);
      if (own === undefined && (isDown(behaviour) || name === `mx1.${domain}`)) return null;
      const script = own ?? mailScript(domain, behaviour, { seed, clock, firstNamed });
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

const isDown = (behaviour: MailBehaviour): boolean => behaviour === 'unreachable' || behaviour === 'no-mail';

/** `mx1`, which is down, to `mx6`. */
const manyExchangers = (domain: string): MxRecord[] =>
  [1, 2, 3, 4, 5, 6].map((number) => ({ exchange: `mx${number}.${domain}`, priority: 10 * number }));
