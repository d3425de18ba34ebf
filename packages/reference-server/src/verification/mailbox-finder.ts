import { randomInt } from 'node:crypto';
import { contactHosts, type ContactOptions, type ProbeOptions } from './contact-hosts.ts';
import type { ParsedEmail } from './parse-email.ts';
import type { Finding } from './judge.ts';
import type { HostLine, MailboxAnswer } from './smtp/host-line.ts';
import { raceAbort } from './time-budget.ts';
import type { TimedCache } from './timed-cache.ts';

type CatchAll = Finding['catchAll'];

export interface MailboxFinderOptions extends ProbeOptions {
  readonly catchAlls: TimedCache<CatchAll>;
}

interface FirstLook extends MailboxAnswer {
  readonly catchAll: Promise<CatchAll> | null;
}

/** Asks the hosts of a domain about one mailbox, and about an invented one if they accept it. */
export async function findMailbox(
  options: MailboxFinderOptions,
  { email, domain }: ParsedEmail,
  contact: ContactOptions,
): Promise<Finding> {
  const looked = await contactHosts(options, contact, (line) =>
    look(line, options.catchAlls, { email, domain, signal: contact.signal }),
  );
  contact.signal?.throwIfAborted();
  if ('noAnswer' in looked) return { answer: looked.noAnswer, code: 0, catchAll: 'unclear' };
  const { replyClass, code, catchAll } = looked.result;
  if (catchAll === null) return { answer: replyClass, code, catchAll: 'unclear' };
  // Another verification of the domain is asking, on a connection of its own; should its caller give up, ask again.
  const shared = await raceAbort(catchAll, contact.signal).catch(() => null);
  contact.signal?.throwIfAborted();
  const known =
    shared ?? (await options.catchAlls.get(domain, async () => await askAgain(options, domain, contact)));
  return { answer: replyClass, code, catchAll: known };
}

async function look(
  line: HostLine,
  catchAlls: TimedCache<CatchAll>,
  { email, domain, signal }: Pick<ParsedEmail, 'email' | 'domain'> & Pick<ContactOptions, 'signal'>,
): Promise<FirstLook> {
  const answer = await line.ask(email);
  if (answer.replyClass === 'maybe' && !email.startsWith('postmaster@')) {
    return { replyClass: await control(line, domain), code: answer.code, catchAll: null };
  }
  if (answer.replyClass !== 'ok') return { ...answer, catchAll: null };
  let isOurs = false as boolean;
  const catchAll = catchAlls.get(domain, () => {
    isOurs = true;
    return askInvented(line, domain, signal);
  });
  if (isOurs) await catchAll.catch(() => undefined);
  return { ...answer, catchAll };
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
