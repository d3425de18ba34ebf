import type { Clock } from '@scrapekit/core';
import { createRandom } from '../random.ts';
import type { SmtpScript } from '../smtp/script.ts';
import { worldCertificate } from './certificate.ts';
import type { MailFate } from './mail-fate.ts';
import { mailboxState } from './mailbox-state.ts';
import { wordings } from './refusals.ts';

export interface MailScriptOptions {
  readonly seed: string;
  readonly clock: Clock;
  /** When a greylisting host first heard of a recipient, by address. */
  readonly firstNamed: Map<string, number>;
}

const accepted = '250 2.1.5 Ok';

/** How the mail host of a domain behaves: from the seed and the domain's name alone. */
export function mailScript(domain: string, fate: MailFate, options: MailScriptOptions): SmtpScript {
  const { seed } = options;
  const wording = createRandom(seed, 'wording', domain).pick(wordings);
  const answer = (recipient: string): string => {
    if (!recipient.endsWith(`@${domain}`)) return '554 5.7.1 Relay access denied';
    const state = mailboxState(seed, recipient);
    return state === 'open' ? accepted : wording[state].replaceAll('{}', recipient);
  };
  return { recipient: answer, ...deviations(fate, answer, options) };
}

function deviations(
  fate: MailFate,
  answer: (recipient: string) => string,
  options: MailScriptOptions,
): SmtpScript {
  if (fate === 'catch-all') return { recipient: () => accepted };
  if (fate === 'greylisting')
    return { recipient: (recipient) => greylist(recipient, options) ?? answer(recipient) };
  if (fate === 'blocking')
    return { mail: () => '550 5.7.1 Mail from your IP address is blocked by our policy' };
  if (fate === 'one-recipient')
    return { laterRecipient: '451 4.4.4 Temporary server error. Please try again later' };
  if (fate === 'hang-up') return { dropAfter: 'RCPT' };
  if (fate === 'old') return { ehlo: '500 Command unrecognized' };
  if (fate === 'demands-tls') return { tls: worldCertificate, mail: demandTls };
  if (fate === 'slow') return { greetingDelayMs: 300, chopBytes: 16 };
  if (fate === 'vague') return { recipient: (recipient) => vaguely(answer(recipient)) };
  return {};
}

function greylist(recipient: string, { clock, firstNamed }: MailScriptOptions): string | null {
  const since = firstNamed.get(recipient) ?? clock.now();
  firstNamed.set(recipient, since);
  return clock.now() - since < greylistMs ? `450 4.2.0 <${recipient}>: Greylisted, come back later` : null;
}

const demandTls = (_sender: string, encrypted: boolean): string =>
  encrypted ? '250 2.1.0 Ok' : '530 5.7.0 Must issue a STARTTLS command first';

const vaguely = (reply: string): string => (reply.startsWith('5') ? '550 Rejected' : reply);

/** How long this world's greylists put off a recipient: real ones take minutes, but nobody learns more by waiting. */
export const greylistMs = 1000;
