import { DEFERRED } from './judge.ts';
import type { VerificationChecks, Verdict } from './verdict.ts';

// A `catch_all` verdict has no reason (C143), so it is noted here that a host put off the question behind it. The checks stand
// for the verdict, because callers add fields to a copy of it.
const unanswered = new WeakSet<VerificationChecks>();

/** Notes that the host put off the question about an invented mailbox, so that the verdict may be better later. */
export function noteUnanswered({ checks }: Verdict): void {
  unanswered.add(checks);
}

/** Returns whether a host put off a question, so that another verification after a pause may give a better verdict. */
export const isDeferred = ({ reason, checks }: Verdict): boolean =>
  reason === DEFERRED || unanswered.has(checks);
