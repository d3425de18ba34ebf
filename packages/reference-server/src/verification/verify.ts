import { hostname } from 'node:os';
import type { Clock } from '@scrapekit/core';
import { systemClock } from '@scrapekit/core/system-clock';
import type { Net } from '../net/net.ts';
import { createTimedCache } from '../pacing/cache.ts';
import { SmtpConnectionError } from './smtp/smtp-connection-error.ts';
import { createTimeBudget, raceAbort, type TimeBudget } from '../pacing/time-budget.ts';
import { badSyntax, conclude, describeVerdict, noDomain, throwAway } from './describe-verdict.ts';
import { isDisposable } from './domain-lists.ts';
import { findMailHosts, type MailHosts } from './mail-hosts.ts';
import {
  findMailbox,
  type FoundMailbox,
  type Mailboxes,
  type MailboxFinderOptions,
} from './mailbox-finder.ts';
import { parseEmail } from './parse-email.ts';
import { isRole } from './role-names.ts';
import { createHostLanes } from './smtp/host-lanes.ts';
import type { Verdict } from './verdict.ts';

export interface VerifierOptions {
  readonly net: Net;
  /** For one verification, without pauses for greylists and waiting for others of the same host. @default 8000 */
  readonly timeoutMs?: number;
  /** Longest silence of a mail server. @default 7000 */
  readonly idleTimeoutMs?: number;
  /** How the client introduces itself. @default this machine's name, if it is a full one */
  readonly heloName?: string;
  /** Envelope sender. @default the empty one, as of a bounce */
  readonly mailFrom?: string;
  /** Also asks about addresses under `.test` and the like, as a simulated internet has them. */
  readonly allowTestTlds?: boolean;
  readonly clock?: Clock;
  /** Pauses after which a deferred address is asked about again. @default none */
  readonly retryDelaysMs?: readonly number[];
  /** @default 10 */
  readonly connectionsPerHost?: number;
  /** @default 10 */
  readonly recipientsPerConnection?: number;
}

export interface Verifier {
  /** Whether the address would receive mail. Any text gets a verdict; only `signal` makes it reject. */
  verify(email: string, signal?: AbortSignal): Promise<Verdict>;
  /**
   * The verdict on the first of several addresses of one domain whose mailbox exists, else on the last.
   * They are asked about on one connection, as far as the host allows.
   */
  verifyFirst(emails: readonly string[], signal?: AbortSignal): Promise<Verdict>;
}

type NoHosts = Exclude<MailHosts, { kind: 'hosts' }>;

const minuteMs = 60_000;
const reserved = /\.(?:test|example|invalid|localhost|local|onion|internal)$/;

/** Verifies addresses up to the recipient command of their mail servers; nothing is ever sent to anybody. */
export function createVerifier(options: VerifierOptions): Verifier {
  const { net, clock = systemClock, timeoutMs = 8000, retryDelaysMs = [], allowTestTlds = false } = options;
  const finder = finderOptions(options, clock);
  const domains = createTimedCache<MailHosts>({
    clock,
    ttlMs: 5 * minuteMs,
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
      const budget = createTimeBudget(timeoutMs, () => new SmtpConnectionError('silent'));
      const found = await lookUp(mailboxes.domain, budget, signal);
      if (found.kind !== 'hosts') return found;
      const finding = await findMailbox(finder, mailboxes, { hosts: found.hosts, budget, signal });
      const pauseMs = retryDelaysMs[attempt];
      if ((finding.answer !== 'temp' && finding.answer !== 'split') || pauseMs === undefined) return finding;
      await clock.sleep(pauseMs, signal);
    }
  }

  async function verifyFirst(emails: readonly string[], signal?: AbortSignal): Promise<Verdict> {
    signal?.throwIfAborted();
    const [first = ''] = emails;
    const parsed = parseEmail(first);
    if (parsed === null) return describeVerdict(first, null, badSyntax);
    const { domain } = parsed;
    if (isDisposable(domain)) return describeVerdict(first, parsed, throwAway);
    if (!allowTestTlds && reserved.test(domain)) return describeVerdict(first, parsed, noDomain);
    const mailboxes = emails.flatMap((email) => parseEmail(email)?.email ?? []);
    const found = await ask({ emails: mailboxes, domain }, signal);
    const email = 'email' in found && found.email !== parsed.email ? found.email : first;
    const { local } = parseEmail(email) ?? parsed;
    return describeVerdict(email, { email, local, domain }, conclude(found, isRole(local)));
  }

  return { verifyFirst, verify: (email, signal) => verifyFirst([email], signal) };
}

function finderOptions(options: VerifierOptions, clock: Clock): MailboxFinderOptions {
  const { net, timeoutMs = 8000, idleTimeoutMs = 7000, mailFrom = '', connectionsPerHost = 10 } = options;
  const { heloName = defaultHeloName(), recipientsPerConnection = 10 } = options;
  for (const text of [heloName, mailFrom]) {
    if (/[\s\0<>]/.test(text)) throw new TypeError(`"${text}" cannot stand in an SMTP command.`);
  }
  return {
    net,
    heloName,
    mailFrom,
    recipientsPerConnection,
    idleTimeoutMs: Math.min(idleTimeoutMs, timeoutMs),
    lanes: createHostLanes(connectionsPerHost),
    catchAlls: createTimedCache({
      clock,
      ttlMs: 60 * minuteMs,
      limit: 50_000,
      isKept: (value) => value !== 'unclear',
    }),
  };
}

/** A full host name, or an address literal (RFC 5321, 4.1.3), which needs none. */
const defaultHeloName = (): string => (/^[\w-]+(?:\.[\w-]+)+$/.test(hostname()) ? hostname() : '[127.0.0.1]');

/** What the routes and jobs need of a verifier. */
export type EmailVerifier = Pick<Verifier, 'verify'>;
