import { hostname } from 'node:os';
import type { Clock } from '@scrapekit/core';
import { systemClock } from '@scrapekit/core/system-clock';
import type { Net } from '../net/net.ts';
import { createTimedCache } from '../pacing/cache.ts';
import { SmtpConnectionError } from './smtp/smtp-connection-error.ts';
import { createTimeBudget, raceAbort, type TimeBudget } from '../pacing/time-budget.ts';
import {
  badSyntax,
  conclude,
  describeVerdict,
  disposableDomain,
  noDomain,
  suspectedTrap,
} from './describe-verdict.ts';
import { noteUnanswered } from './deferred-verdicts.ts';
import { isDisposable } from './domain-lists.ts';
import { lookAlikeReason } from './domains/look-alikes.ts';
import { findMailHosts, type MailHosts } from './mail-hosts.ts';
import {
  findMailbox,
  type FoundMailbox,
  type Mailboxes,
  type MailboxFinderOptions,
} from './mailbox-finder.ts';
import { isTestDomain, parseEmail, type ParsedEmail } from './parse-email.ts';
import { isRole } from './role-names.ts';
import { createConnectionSlots } from './smtp/connection-slots.ts';
import type { Verdict } from './verdict.ts';

export interface VerifierOptions {
  readonly net: Net;
  /** For one attempt, without pauses between attempts and the wait for a connection slot. @default 8000 */
  readonly timeoutMs?: number;
  /** Longest silence of a mail host. @default 7000 */
  readonly idleTimeoutMs?: number;
  /** The name in EHLO. @default the host name of this machine if it has a domain */
  readonly heloName?: string;
  /** The envelope sender. @default `''`, the sender of bounces */
  readonly mailFrom?: string;
  /** Also verifies addresses under `.test` and other reserved domains, which the simulated internet uses. */
  readonly allowTestTlds?: boolean;
  readonly clock?: Clock;
  /** Pauses before further attempts for a deferred address. @default none */
  readonly retryDelaysMs?: readonly number[];
  /** For all workers together. @default 10 */
  readonly connectionsPerHost?: number;
  /** How many workers share these connections, this one included. @default 1 */
  readonly workers?: (() => number) | undefined;
  /** @default 10 */
  readonly recipientsPerConnection?: number;
}

export interface Verifier {
  /** Returns a verdict on any text. Rejects only when `signal` aborts. */
  verify(email: string, signal?: AbortSignal): Promise<Verdict>;
  /**
   * Verifies several addresses of one domain in order, if possible on one connection. Returns the verdict on the first
   * with an existing mailbox, or on the last.
   */
  verifyFirst(emails: readonly string[], signal?: AbortSignal): Promise<Verdict>;
}

type NoHosts = Exclude<MailHosts, { kind: 'hosts' }>;

const silence = (): Error => new SmtpConnectionError('silent');

const MINUTE_MS = 60_000;
/** Names that the public internet does not resolve (RFC 6762, RFC 7686). */
const privateName = /\.(?:local|onion|internal)$/;

/** Verifies addresses with the RCPT command of their mail hosts. It never sends a message. */
export function createVerifier(options: VerifierOptions): Verifier {
  const { net, clock = systemClock, timeoutMs = 8000, retryDelaysMs = [], allowTestTlds = false } = options;
  const finder = finderOptions(options, clock);
  const domains = createTimedCache<MailHosts>({
    clock,
    ttlMs: 5 * MINUTE_MS,
    limit: 50_000,
    isKept: ({ kind }) => kind !== 'failed',
  });

  const lookUp = (domain: string, budget: TimeBudget, signal?: AbortSignal): Promise<MailHosts> =>
    budget
      .run(budget.leftMs, signal, (deadline) =>
        raceAbort(
          domains.get(domain, () => findMailHosts(net, domain)),
          deadline,
        ),
      )
      .catch((): MailHosts => {
        signal?.throwIfAborted();
        return { kind: 'failed' };
      });

  async function ask(mailboxes: Mailboxes, signal?: AbortSignal): Promise<FoundMailbox | NoHosts> {
    for (let attempt = 0; ; attempt++) {
      const budget = createTimeBudget(timeoutMs, silence);
      const found = await lookUp(mailboxes.domain, budget, signal);
      if (found.kind !== 'hosts') return found;
      const finding = await findMailbox(finder, mailboxes, { ...found, budget, signal });
      const pauseMs = retryDelaysMs[attempt];
      if (!isPutOff(finding) || pauseMs === undefined) return finding;
      await clock.sleep(pauseMs, signal);
    }
  }

  async function verifyFirst(emails: readonly string[], signal?: AbortSignal): Promise<Verdict> {
    signal?.throwIfAborted();
    const [first = ''] = emails;
    const parsed = parseEmail(first);
    if (parsed === null) return describeVerdict(first, null, badSyntax);
    const { domain } = parsed;
    const trapReason = lookAlikeReason(domain);
    if (isDisposable(domain))
      return describeVerdict(first, parsed, {
        ...disposableDomain,
        reason: trapReason ?? disposableDomain.reason,
      });
    if (!allowTestTlds && (isTestDomain(domain) || privateName.test(domain)))
      return describeVerdict(first, parsed, noDomain);
    if (trapReason !== null) return await judgeLookAlike(first, parsed, trapReason, signal);
    const mailboxes = emails.flatMap((email) => parseEmail(email)?.email ?? []);
    const found = await ask({ emails: mailboxes, domain }, signal);
    const email = 'email' in found && found.email !== parsed.email ? found.email : first;
    const { local } = parseEmail(email) ?? parsed;
    const verdict = describeVerdict(email, { email, local, domain }, conclude(found, isRole(local)));
    if ('answer' in found && isPutOff(found)) noteUnanswered(verdict);
    return verdict;
  }

  /** Only looks the domain up, because the owner of a trap may notice a question to its mail host. */
  async function judgeLookAlike(
    email: string,
    parsed: ParsedEmail,
    reason: string,
    signal?: AbortSignal,
  ): Promise<Verdict> {
    const found = await lookUp(parsed.domain, createTimeBudget(timeoutMs, silence), signal);
    const conclusion = found.kind === 'hosts' ? suspectedTrap(reason) : conclude(found, false);
    return describeVerdict(email, parsed, conclusion);
  }

  return { verifyFirst, verify: (email, signal) => verifyFirst([email], signal) };
}

/** Returns whether a host put off the question about the mailbox, or the one about an invented mailbox. */
const isPutOff = ({ answer, catchAll }: FoundMailbox): boolean =>
  answer === 'temp' || answer === 'split' || (answer === 'ok' && catchAll === 'deferred');

function finderOptions(options: VerifierOptions, clock: Clock): MailboxFinderOptions {
  const { net, timeoutMs = 8000, idleTimeoutMs = 7000, mailFrom = '', connectionsPerHost = 10 } = options;
  const { heloName = defaultHeloName(), recipientsPerConnection = 10, workers = () => 1 } = options;
  for (const text of [heloName, mailFrom]) {
    if (/[\s\0<>]/.test(text)) throw new TypeError(`"${text}" cannot stand in an SMTP command.`);
  }
  return {
    net,
    heloName,
    mailFrom,
    recipientsPerConnection,
    idleTimeoutMs: Math.min(idleTimeoutMs, timeoutMs),
    slots: createConnectionSlots(() => Math.max(1, Math.floor(connectionsPerHost / workers()))),
    catchAlls: createTimedCache({
      clock,
      ttlMs: 60 * MINUTE_MS,
      limit: 50_000,
      isKept: (value) => value === 'yes' || value === 'no',
    }),
    announced: createTimedCache({ clock, ttlMs: 10 * MINUTE_MS, limit: 50_000, isKept: () => true }),
  };
}

/** A machine without a full host name uses an address literal (RFC 5321, 4.1.3). */
const defaultHeloName = (): string => (/^[\w-]+(?:\.[\w-]+)+$/.test(hostname()) ? hostname() : '[127.0.0.1]');

export type EmailVerifier = Pick<Verifier, 'verify'>;
