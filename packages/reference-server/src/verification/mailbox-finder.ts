import { randomInt } from 'node:crypto';
import { contactHosts, type ContactOptions, type ProbeOptions } from './contact-hosts.ts';
import type { Finding } from './judge.ts';
import type { HostLine, MailboxAnswer } from './smtp/host-line.ts';
import { raceAbort } from '../pacing/time-budget.ts';
import type { TimedCache } from '../pacing/cache.ts';

type CatchAll = Finding['catchAll'];

export interface MailboxFinderOptions extends ProbeOptions {
  readonly catchAlls: TimedCache<CatchAll>;
}

interface FirstLook extends MailboxAnswer {
  readonly email: string;
  readonly catchAll: Promise<CatchAll> | null;
}

export interface FoundMailbox extends Finding {
  /** The address the finding is about. */
  readonly email: string;
}

/**
 * Asks the hosts of a domain about mailboxes, one after the other, until one exists or the host will not tell;
 * and about an invented one if it accepts that. The last one asked about is the one returned.
 */
export async function findMailbox(
  options: MailboxFinderOptions,
  { emails, domain }: Mailboxes,
  contact: ContactOptions,
): Promise<FoundMailbox> {
  const asked = { emails, domain, signal: contact.signal };
  const looked = await contactHosts(options, contact, (line) => look(line, options.catchAlls, asked));
  contact.signal?.throwIfAborted();
  if ('noAnswer' in looked)
    return { email: emails[0] ?? '', answer: looked.noAnswer, code: 0, catchAll: 'unclear' };
  const { email, replyClass, code, catchAll } = looked.result;
  if (catchAll === null) return { email, answer: replyClass, code, catchAll: 'unclear' };
  // Another verification of the domain is asking, on a connection of its own; should its caller give up, ask again.
  const shared = await raceAbort(catchAll, contact.signal).catch(() => null);
  contact.signal?.throwIfAborted();
  const askNow = (): Promise<CatchAll> => askAgain(options, domain, contact);
  return {
    email,
    answer: replyClass,
    code,
    catchAll: shared ?? (await options.catchAlls.get(domain, askNow)),
  };
}

export interface Mailboxes {
  /** Of one domain. */
  readonly emails: readonly string[];
  readonly domain: string;
}

interface Question extends Mailboxes {
  readonly signal: AbortSignal | undefined;
}

async function look(
  line: HostLine,
  catchAlls: TimedCache<CatchAll>,
  { emails, domain, signal }: Question,
): Promise<FirstLook> {
  const { email, ...answer } = await askUntilFound(line, emails, domain);
  if (answer.replyClass !== 'ok') return { ...answer, email, catchAll: null };
  let isOurs = false as boolean;
  const catchAll = catchAlls.get(domain, () => {
    isOurs = true;
    return askInvented(line, domain, signal);
  });
  if (isOurs) await catchAll.catch(() => undefined);
  return { ...answer, email, catchAll };
}

type Asked = MailboxAnswer & { readonly email: string };

async function askUntilFound(line: HostLine, emails: readonly string[], domain: string): Promise<Asked> {
  let asked: Asked = { email: '', replyClass: 'nouser', code: 550 };
  for (const email of emails) {
    const answer = await line.ask(email);
    const isOpen = answer.replyClass === 'maybe' && !email.startsWith('postmaster@');
    asked = { ...answer, email, ...(isOpen ? { replyClass: await control(line, domain) } : {}) };
    if (asked.replyClass !== 'nouser' && asked.replyClass !== 'disabled') return asked;
  }
  return asked;
}

/** Every domain must accept mail for its postmaster (RFC 5321, 4.5.1): if this one does, the refusal meant the mailbox. */
async function control(line: HostLine, domain: string): Promise<'nouser' | 'maybe'> {
  const postmaster = await line.ask(`postmaster@${domain}`).catch(() => null);
  return postmaster?.replyClass === 'ok' ? 'nouser' : 'maybe';
}

/** Rejects only when its caller gave up: that must not count for others who wait for the same answer. */
async function askInvented(line: HostLine, domain: string, signal?: AbortSignal): Promise<CatchAll> {
  const answer = await line.ask(`${inventLocal()}@${domain}`).catch(() => null);
  signal?.throwIfAborted();
  if (answer === null) return 'unclear';
  if (answer.replyClass === 'ok') return 'yes';
  return answer.replyClass === 'nouser' || answer.replyClass === 'maybe' ? 'no' : 'unclear';
}

async function askAgain(options: ProbeOptions, domain: string, contact: ContactOptions): Promise<CatchAll> {
  const asked = await contactHosts(options, contact, (line) => askInvented(line, domain, contact.signal));
  return 'noAnswer' in asked ? 'unclear' : asked.result;
}

const letters = 'abcdefghjkmnpqrstuvwxyz';

/** Looks like a name, so that no filter for gibberish answers in the host's place. */
function inventLocal(): string {
  const draw = (count: number): string =>
    Array.from({ length: count }, () => letters.charAt(randomInt(letters.length))).join('');
  return `${draw(8)}.${draw(8)}${randomInt(100, 1000)}`;
}
