import type { VerificationStatus } from '../../verification/verdict.ts';

/** What a verdict may be, with the evidence of a website taken in. */
export type EmailStatus = VerificationStatus | 'suspected_trap';

/** What to do with an address: write to it, look at it first, try it again later, or take it off the list. */
export type Action = 'send' | 'review' | 'retry' | 'drop';

const actions: Readonly<Record<EmailStatus, Action>> = {
  safe: 'send',
  role: 'send',
  catch_all: 'review',
  inbox_full: 'retry',
  unknown: 'retry',
  disabled: 'drop',
  disposable: 'drop',
  invalid: 'drop',
  suspected_trap: 'drop',
};

/** The advice that goes with a verdict. */
export const actionOn = (status: EmailStatus): Action => actions[status];
