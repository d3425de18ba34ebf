import type { Clock } from '@scrapekit/core';
import { createRandom } from '../random.ts';
import type { SmtpScript } from '../smtp/script.ts';
import { worldCertificate } from './certificate.ts';
import type { MailBehaviour } from './mail-behaviour.ts';
import { mailboxState } from './mailbox-state.ts';
import { wordings } from './refusals.ts';

export interface MailScriptOptions {
  readonly seed: string;
  readonly clock: Clock;
  /** The time of the first attempt for a recipient of a greylisting host, by address. */
  readonly firstNamed: Map<string, number>;
}

const ACCEPTED = '250 2.1.5 Ok';

/** Returns the script of a domain's mail host, a function of the seed and the domain. */
export function mailScript(domain: string, behaviour: MailBehaviour, options: MailScriptOptions): SmtpScript {
  const { seed } = options;
  const wording = createRandom(seed, 'wording', domain).pick(wordings);
  const answer = (recipient: string): string => {
    if (!recipient.endsWith(`@${domain}`)) return '554 5.7.1 Relay access denied';
    const state = mailboxState(seed, recipient);
    return state === 'open' ? ACCEPTED : wording[state].replaceAll('{}', recipient);
  };
  return { recipient: answer, ...deviations(behaviour, answer, options) };
}

function deviations(
  behaviour: MailBehaviour,
  answer: (recipient: string) => string,
  options: MailScriptOptions,
): SmtpScript {
  if (behaviour === 'catch-all') return { recipient: () => ACCEPTED };
  if (behaviour === 'greylisting')
    return { recipient: (recipient) => greylist(recipient, options) ?? answer(recipient) };
  if (behaviour === 'blocking')
    return { mail: () => '550 5.7.1 Mail from your IP address is blocked by our policy' };
  if (behaviour === 'one-recipient')
    return { laterRecipient: '451 4.4.4 Temporary server error. Please try again later' };
  if (behaviour === 'hang-up') return { dropAfter: 'RCPT' };
  if (behaviour === 'old') return { ehlo: '500 Command unrecognized' };
  if (behaviour === 'demands-tls') return { tls: worldCertificate, mail: demandTls };
  if (behaviour === 'slow') return { greetingDelayMs: 300, chopBytes: 16 };
  if (behaviour === 'vague') return { recipient: (recipient) => vaguely(answer(recipient)) };
  return {};
}

function greylist(recipient: string, { clock, firstNamed }: MailScriptOptions): string | null {
  const since = firstNamed.get(recipient) ?? clock.now();
  firstNamed.set(recipient, since);
  return clock.now() - since < GREYLIST_MS ? `450 4.2.0 <${recipient}>: Greylisted, come back later` : null;
}

const demandTls = (_sender: string, encrypted: boolean): string =>
  encrypted ? '250 2.1.0 Ok' : '530 5.7.0 Must issue a STARTTLS command first';

const vaguely = (reply: string): string => (reply.startsWith('5') ? '550 Rejected' : reply);

/** How long a greylisting host defers a recipient. Real hosts take minutes, which would only slow down tests. */
export const GREYLIST_MS = 1000;
