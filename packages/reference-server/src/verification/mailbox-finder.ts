import { createHmac, randomBytes } from 'node:crypto';
import { failureOf } from '@scrapekit/guarded-http';
import { contactHosts, type ContactOptions, type ProbeOptions } from './contact-hosts.ts';
import type { Finding } from './judge.ts';
import type { HostConversation, MailboxAnswer } from './smtp/host-conversation.ts';
import { raceAbort } from '../pacing/time-budget.ts';
import type { TimedCache } from '../pacing/cache.ts';

type CatchAll = Finding['catchAll'];

export interface MailboxFinderOptions extends ProbeOptions {
  readonly catchAlls: TimedCache<CatchAll>;
  /** The domains whose hosts deferred a mailbox and were then asked about the invented one. */
  readonly announced: TimedCache<true>;
}

interface FirstLook extends MailboxAnswer {
  readonly email: string;
  readonly catchAll: Promise<CatchAll> | null;
}

export interface FoundMailbox extends Finding {
  /** The address of the finding. */
  readonly email: string;
}

/**
 * Asks the hosts of a domain about mailboxes in order until one exists or the answer is unclear. After an accepted mailbox
 * it also asks about an invented one. Returns the finding on the last mailbox.
 */
export async function findMailbox(
  options: MailboxFinderOptions,
  { emails, domain }: Mailboxes,
  contact: ContactOptions,
): Promise<FoundMailbox> {
  const asked = { emails, domain, signal: contact.signal };
  const looked = await contactHosts(options, contact, (host) => look(host, options, asked));
  contact.signal?.throwIfAborted();
  if ('noAnswer' in looked)
    return { email: emails[0] ?? '', answer: looked.noAnswer, code: 0, catchAll: 'unclear' };
  const { email, replyClass, code, catchAll } = looked.result;
  if (catchAll === null) return { email, answer: replyClass, code, catchAll: 'unclear' };
  // Another verification may be probing the domain on its connection. When its caller aborts, this one probes again.
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
  /** All of `domain`. */
  readonly emails: readonly string[];
  readonly domain: string;
}

interface Question extends Mailboxes {
  readonly signal: AbortSignal | undefined;
}

async function look(
  host: HostConversation,
  { catchAlls, announced }: MailboxFinderOptions,
  { emails, domain, signal }: Question,
): Promise<FirstLook> {
  const { email, ...answer } = await askUntilFound(host, emails, domain);
  if (answer.replyClass === 'temp') await announceInvented(host, domain, announced);
  if (answer.replyClass !== 'ok') return { ...answer, email, catchAll: null };
  let isOurProbe = false as boolean;
  const catchAll = catchAlls.get(domain, () => {
    isOurProbe = true;
    return askInvented(host, domain, signal);
  });
  if (isOurProbe) await catchAll.catch(() => undefined);
  return { ...answer, email, catchAll };
}

/**
 * Asks a host that deferred a mailbox about the invented one, too. A greylisting host answers about it only some time
 * after the first question, as about the mailbox, so that both are answered at the next attempt.
 */
async function announceInvented(
  host: HostConversation,
  domain: string,
  announced: TimedCache<true>,
): Promise<void> {
  let isOurs = false as boolean;
  const asked = announced.get(domain, async () => {
    isOurs = true;
    await host.ask(inventAddress(domain)).catch(() => undefined);
    return true;
  });
  if (isOurs) await asked;
}

type Asked = MailboxAnswer & { readonly email: string };

async function askUntilFound(
  host: HostConversation,
  emails: readonly string[],
  domain: string,
): Promise<Asked> {
  let asked: Asked = { email: '', replyClass: 'nouser', code: 550, isBare: false };
  for (const email of emails) {
    const answer = await host.ask(email);
    const isOpen = answer.isBare && !email.startsWith('postmaster@');
    asked = { ...answer, email, ...(isOpen ? { replyClass: await askPostmaster(host, domain) } : {}) };
    if (asked.replyClass !== 'nouser' && asked.replyClass !== 'disabled') return asked;
  }
  return asked;
}

/**
 * Asks about the postmaster, which every domain must accept (RFC 5321, 4.5.1). If the host accepts it, a refusal without a
 * reason meant the mailbox and not the client. A refusal with a reason that nobody knows stays open.
 */
async function askPostmaster(host: HostConversation, domain: string): Promise<'nouser' | 'maybe'> {
  const postmaster = await host.ask(`postmaster@${domain}`).catch(() => null);
  return postmaster?.replyClass === 'ok' ? 'nouser' : 'maybe';
}

/** A connection that breaks says nothing about the domain, so the question is asked again. */
const MAX_PROBES = 3;

/** Rejects only when `signal` aborts. A rejection is not cached, so other callers can ask again. */
async function askInvented(host: HostConversation, domain: string, signal?: AbortSignal): Promise<CatchAll> {
  for (let probe = 1; probe <= MAX_PROBES; probe++) {
    const answer = await host.ask(inventAddress(domain)).catch((error: unknown) => failureOf(error).kind);
    signal?.throwIfAborted();
    if (answer === 'reset') continue;
    if (typeof answer === 'string') return 'unclear';
    if (answer.replyClass === 'ok') return 'yes';
    if (answer.replyClass === 'temp') return 'deferred';
    return answer.replyClass === 'nouser' || answer.replyClass === 'maybe' ? 'no' : 'unclear';
  }
  return 'unclear';
}

async function askAgain(options: ProbeOptions, domain: string, contact: ContactOptions): Promise<CatchAll> {
  const asked = await contactHosts(options, contact, (host) => askInvented(host, domain, contact.signal));
  return 'noAnswer' in asked ? 'unclear' : asked.result;
}

const LETTERS = 'abcdefghjkmnpqrstuvwxyz';
const inventionKey = randomBytes(32);

/**
 * Returns an address that does not exist unless the domain accepts every address. It is the same for each question of this
 * process, because a greylisting host answers only about an address that it was asked about before. Its local part looks
 * like a person's name, so that no filter for random names refuses it.
 */
function inventAddress(domain: string): string {
  const draws = createHmac('sha256', inventionKey).update(domain).digest();
  const letters = (from: number): string =>
    [...draws.subarray(from, from + 8)].map((draw) => LETTERS.charAt(draw % LETTERS.length)).join('');
  return `${letters(0)}.${letters(8)}${100 + (draws.readUInt16BE(16) % 900)}@${domain}`;
}
