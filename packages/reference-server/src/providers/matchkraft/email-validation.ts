import type { JobOperation } from '../../jobs/operation.ts';
import type { DomainScanner, ValidatedEmail } from '../../leads/scan-domain.ts';
import { actionOn } from './action.ts';
import { createRecordOperation, type NothingKnown } from './record-operation.ts';

/** One row an address: what to do with it, why, and what was seen. */
export const createEmailValidation = (scanner: Pick<DomainScanner, 'validateEmail'>): JobOperation =>
  createRecordOperation<string>({
    jobType: 'email-validation',
    atOnce: { job: 100, process: 200 },
    rowsAtOnce: 250,
    work: async (email, signal) => toRow(await scanner.validateEmail(email, signal)),
    emptyRow,
  });

// A mailbox that exists only to catch senders is no better than none, whatever its mail server says.
function toRow({ email, score, reason, checks, suspectedTrap, ...verdict }: ValidatedEmail): object {
  const isTrap = suspectedTrap !== null;
  const status = isTrap ? 'suspected_trap' : verdict.status;
  return {
    email,
    status,
    action: actionOn(status),
    score: isTrap ? 0 : score,
    reason: suspectedTrap ?? reason,
    suspectedTrap: isTrap,
    syntax: checks.syntax,
    domain: checks.mx,
    mailbox: checks.smtp,
    disposable: checks.disposable,
    role: checks.role_account,
    catchAll: checks.catch_all,
    freeProvider: checks.free_provider,
  };
}

function emptyRow(email: string | null, { reason, isPassing }: NothingKnown): object {
  const status = isPassing ? 'unknown' : 'invalid';
  return {
    email,
    status,
    action: actionOn(status),
    score: 0,
    reason,
    suspectedTrap: false,
    syntax: null,
    domain: null,
    mailbox: null,
    disposable: null,
    role: null,
    catchAll: null,
    freeProvider: null,
  };
}
