import type { ReplyClass } from './classify-reply.ts';
import type { NoAnswer } from './contact-hosts.ts';
import type { VerificationChecks, VerificationStatus } from './verdict.ts';

/** What was learnt about a mailbox from its mail host. */
export interface Finding {
  readonly answer: ReplyClass | NoAnswer;
  /** Of the reply, 0 without one. */
  readonly code: number;
  /** `unclear` if the host accepted the mailbox and gave no usable answer about an invented one. */
  readonly catchAll: 'yes' | 'no' | 'unclear';
}

interface Judgement {
  readonly status: VerificationStatus;
  readonly reason: string | null;
  readonly smtp: VerificationChecks['smtp'];
}

/** The reason of a verdict that another hour may change. */
export const deferred = 'smtp deferred';

const refusals: Readonly<Record<Exclude<Finding['answer'], 'ok'>, readonly [VerificationStatus, string]>> = {
  nouser: ['invalid', 'mailbox not found'],
  nomail: ['invalid', 'domain accepts no mail'],
  full: ['inbox_full', 'mailbox full'],
  disabled: ['disabled', 'account disabled'],
  temp: ['unknown', deferred],
  split: ['unknown', deferred],
  policy: ['unknown', 'smtp blocked'],
  maybe: ['unknown', 'smtp inconclusive'],
  timeout: ['unknown', 'smtp timeout'],
  unreachable: ['unknown', 'smtp unreachable'],
};

/** C147-C149: an accepted mailbox is never `safe` unless the host was seen to refuse an invented one. */
export function judge({ answer, code, catchAll }: Finding, role: boolean): Judgement {
  if (answer === 'ok') {
    const status = catchAll !== 'no' ? 'catch_all' : role ? 'role' : 'safe';
    return { status, reason: null, smtp: 'pass' };
  }
  const [status, reason] = refusals[answer];
  const isFinal = status !== 'unknown' && (code === 0 || code >= 500);
  return { status, reason, smtp: isFinal ? 'fail' : 'timeout' };
}
