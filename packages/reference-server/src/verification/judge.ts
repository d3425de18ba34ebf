import type { NoAnswer } from './contact-hosts.ts';
import type { MailboxAnswer } from './smtp/host-conversation.ts';
import type { VerificationChecks, VerificationStatus } from './verdict.ts';

/** The answer of a mail host about a mailbox. */
export interface Finding {
  readonly answer: MailboxAnswer['replyClass'] | NoAnswer;
  /** The code of the SMTP reply; 0 without a reply. */
  readonly code: number;
  /**
   * Whether the domain accepts every address. `deferred` when the host put off the question about an invented mailbox, and
   * `unclear` without a usable answer.
   */
  readonly catchAll: 'yes' | 'no' | 'deferred' | 'unclear';
}

interface Judgement {
  readonly status: VerificationStatus;
  readonly reason: string | null;
  readonly smtp: VerificationChecks['smtp'];
}

/** The reason of a verdict that may be different at a later time. */
export const DEFERRED = 'smtp deferred';

const refusals: Readonly<Record<Exclude<Finding['answer'], 'ok'>, readonly [VerificationStatus, string]>> = {
  nouser: ['invalid', 'mailbox not found'],
  nomail: ['invalid', 'domain accepts no mail'],
  nohost: ['invalid', 'mail server does not exist'],
  ascii: ['invalid', 'mail server accepts only ASCII addresses'],
  full: ['inbox_full', 'mailbox full'],
  disabled: ['disabled', 'account disabled'],
  temp: ['unknown', DEFERRED],
  split: ['unknown', DEFERRED],
  policy: ['unknown', 'smtp blocked'],
  maybe: ['unknown', 'smtp inconclusive'],
  timeout: ['unknown', 'smtp timeout'],
  unreachable: ['unknown', 'smtp unreachable'],
};

/** Returns the status. An accepted mailbox is `safe` only if the host refused an invented one (C147-C149). */
export function judge({ answer, code, catchAll }: Finding, role: boolean): Judgement {
  if (answer === 'ok') {
    const status = catchAll !== 'no' ? 'catch_all' : role ? 'role' : 'safe';
    return { status, reason: null, smtp: 'pass' };
  }
  const [status, reason] = refusals[answer];
  const isFinal = status !== 'unknown' && (code === 0 || code >= 500);
  return { status, reason, smtp: isFinal ? 'fail' : 'timeout' };
}
