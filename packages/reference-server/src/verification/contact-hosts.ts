import { failureOf } from '@scrapekit/guarded-http';
import type { Net } from '../net/net.ts';
import type { ReplyClass } from './classify-reply.ts';
import { HostConversation } from './smtp/host-conversation.ts';
import type { ConnectionSlots } from './smtp/connection-slots.ts';
import { SmtpConnectionError } from './smtp/smtp-connection-error.ts';
import { SmtpRefusalError } from './smtp/smtp-refusal-error.ts';
import { isLocalHost, isUnreachableForAll } from './unreachable-hosts.ts';
import { raceAbort, type TimeBudget } from '../pacing/time-budget.ts';

export interface ProbeOptions {
  readonly net: Net;
  readonly slots: ConnectionSlots;
  readonly heloName: string;
  readonly mailFrom: string;
  readonly idleTimeoutMs: number;
  readonly recipientsPerConnection: number;
}

/** Why no host of a domain gave an answer about a mailbox. */
export type NoAnswer =
  | Extract<ReplyClass, 'nomail' | 'temp' | 'policy'>
  | 'timeout'
  | 'unreachable'
  /** The host does not exist, or stands at a private address. */
  | 'nohost';

export type Contact<T> = { readonly result: T } | { readonly noAnswer: NoAnswer };

export interface ContactOptions {
  readonly hosts: readonly string[];
  /** False when the domain has more hosts than these. */
  readonly isWhole: boolean;
  readonly budget: TimeBudget;
  readonly signal: AbortSignal | undefined;
}

/** These hosts defer every further recipient of a session. */
const oneRecipientOnly = /(?:^|\.)(?:outlook\.com|hotmail\.com|office365\.us|outlook\.cn|outlook\.de)$/;

/**
 * Does `work` with the first reachable host, in the order given. Each host gets an equal share of the remaining time.
 * Rejects only when `signal` aborts.
 */
export async function contactHosts<T>(
  options: ProbeOptions,
  { hosts, isWhole, budget, signal }: ContactOptions,
  work: (conversation: HostConversation) => Promise<T>,
): Promise<Contact<T>> {
  const failures: NoAnswer[] = [];
  for (const [index, host] of hosts.entries()) {
    if (budget.leftMs === 0) break;
    if (isLocalHost(host)) {
      failures.push('nohost');
      continue;
    }
    try {
      const shareMs = budget.leftMs / (hosts.length - index);
      return { result: await contactHost(options, { host, shareMs, budget, signal }, work) };
    } catch (error) {
      signal?.throwIfAborted();
      const isGone = await isNoHost(options.net, { host, error, budget, signal });
      failures.push(isGone ? 'nohost' : nameFailure(error));
      if (failures.at(-1) === 'policy' && isPastGreeting(error)) break;
    }
  }
  const open = failures.find((failure) => failure !== 'nomail' && failure !== 'nohost');
  if (open !== undefined) return { noAnswer: open };
  return {
    noAnswer: failures.length === hosts.length && isWhole ? (failures[0] ?? 'timeout') : 'unreachable',
  };
}

interface FailedContact extends Pick<ContactOptions, 'budget' | 'signal'> {
  readonly host: string;
  readonly error: unknown;
}

/** Returns false when the name servers do not answer in the time that is left. */
const isNoHost = (net: Net, { host, error, budget, signal }: FailedContact): Promise<boolean> =>
  error instanceof SmtpRefusalError || error instanceof SmtpConnectionError
    ? Promise.resolve(false)
    : budget
        .run(budget.leftMs, signal, (deadline) => raceAbort(isUnreachableForAll(net, host, error), deadline))
        .catch(() => {
          signal?.throwIfAborted();
          return false;
        });

interface HostContactOptions extends Pick<ContactOptions, 'budget' | 'signal'> {
  readonly host: string;
  readonly shareMs: number;
}

async function contactHost<T>(
  { net, slots, recipientsPerConnection, ...options }: ProbeOptions,
  { host, shareMs, budget, signal }: HostContactOptions,
  work: (conversation: HostConversation) => Promise<T>,
): Promise<T> {
  const slot = await slots.acquire(host, signal);
  let session = slot.session;
  let failure: Error | undefined;
  try {
    return await budget.run(shareMs, signal, async (deadline) => {
      const most = oneRecipientOnly.test(host) ? 1 : recipientsPerConnection;
      const contact = { ...options, net, host, signal: deadline, session: slot.session };
      const conversation = new HostConversation({ ...contact, recipientsPerConnection: most });
      try {
        return await work(conversation);
      } finally {
        session = conversation.close();
      }
    });
  } catch (error) {
    // The waiting callers fail, too, because each would wait for the same silent host.
    if (error instanceof SmtpConnectionError && error.code === 'ETIMEDOUT') failure = error;
    throw error;
  } finally {
    slot.release(failure === undefined ? { session } : { failure });
  }
}

const isPastGreeting = (error: unknown): boolean =>
  error instanceof SmtpRefusalError && error.phase !== 'greeting';

function nameFailure(error: unknown): NoAnswer {
  if (error instanceof SmtpRefusalError) {
    const { replyClass } = error;
    return replyClass === 'nomail' || replyClass === 'temp' ? replyClass : 'policy';
  }
  const { kind, code } = failureOf(error);
  // ETIMEOUT means that the name servers did not answer in time.
  return kind === 'timeout' || code === 'ETIMEOUT' ? 'timeout' : 'unreachable';
}
