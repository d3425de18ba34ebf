import type { Net } from '../net/net.ts';
import type { ReplyClass } from './classify-reply.ts';
import { HostLine } from './smtp/host-line.ts';
import type { HostLanes } from './smtp/host-lanes.ts';
import { SmtpConnectionError } from './smtp/smtp-connection-error.ts';
import { SmtpRefusalError } from './smtp/smtp-refusal-error.ts';
import type { TimeBudget } from '../pacing/time-budget.ts';

export interface ProbeOptions {
  readonly net: Net;
  readonly lanes: HostLanes;
  readonly heloName: string;
  readonly mailFrom: string;
  readonly idleTimeoutMs: number;
  readonly recipientsPerConnection: number;
}

/** Why no host of a domain said anything about a mailbox. */
export type NoAnswer = Extract<ReplyClass, 'nomail' | 'temp' | 'policy'> | 'timeout' | 'unreachable';

export type Contact<T> = { readonly result: T } | { readonly noAnswer: NoAnswer };

export interface ContactOptions {
  readonly hosts: readonly string[];
  readonly budget: TimeBudget;
  readonly signal: AbortSignal | undefined;
}

/** These answer several recipients in one session with a deferral, whoever they are. */
const oneRecipientOnly = /(?:^|\.)(?:outlook\.com|hotmail\.com|office365\.us|outlook\.cn|outlook\.de)$/;

/**
 * Does `work` with the first host, by preference, that can be talked to; each host has an equal share of the time left.
 * Rejects only when `signal` aborts.
 */
export async function contactHosts<T>(
  options: ProbeOptions,
  { hosts, budget, signal }: ContactOptions,
  work: (line: HostLine) => Promise<T>,
): Promise<Contact<T>> {
  const failures: NoAnswer[] = [];
  for (const [index, host] of hosts.entries()) {
    if (budget.leftMs === 0) break;
    try {
      const shareMs = budget.leftMs / (hosts.length - index);
      return { result: await contactHost(options, { host, shareMs, budget, signal }, work) };
    } catch (error) {
      signal?.throwIfAborted();
      failures.push(nameFailure(error));
      if (failures.at(-1) === 'policy' && isPastGreeting(error)) break;
    }
  }
  return { noAnswer: failures.find((failure) => failure !== 'nomail') ?? failures[0] ?? 'timeout' };
}

interface HostContactOptions extends Omit<ContactOptions, 'hosts'> {
  readonly host: string;
  readonly shareMs: number;
}

async function contactHost<T>(
  { net, lanes, recipientsPerConnection, ...options }: ProbeOptions,
  { host, shareMs, budget, signal }: HostContactOptions,
  work: (line: HostLine) => Promise<T>,
): Promise<T> {
  const lane = await lanes.enter(host, signal);
  let session = lane.session;
  let failure: Error | undefined;
  try {
    return await budget.run(shareMs, signal, async (deadline) => {
      const most = oneRecipientOnly.test(host) ? 1 : recipientsPerConnection;
      const conversation = { ...options, net, host, signal: deadline, session: lane.session };
      const line = new HostLine({ ...conversation, recipientsPerConnection: most });
      try {
        return await work(line);
      } finally {
        session = line.close();
      }
    });
  } catch (error) {
    // Everybody in the queue would spend the same time in vain.
    if (error instanceof SmtpConnectionError && error.code === 'ETIMEDOUT') failure = error;
    throw error;
  } finally {
    lane.leave(failure === undefined ? { session } : { failure });
  }
}

const isPastGreeting = (error: unknown): boolean =>
  error instanceof SmtpRefusalError && error.phase !== 'greeting';

function nameFailure(error: unknown): NoAnswer {
  if (error instanceof SmtpRefusalError) {
    const { replyClass } = error;
    return replyClass === 'nomail' || replyClass === 'temp' ? replyClass : 'policy';
  }
  const code = (error as { code?: unknown }).code;
  return code === 'ETIMEDOUT' || code === 'ETIMEOUT' ? 'timeout' : 'unreachable';
}
