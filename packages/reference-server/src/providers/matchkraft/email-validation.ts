import type { JobOperation } from '../../jobs/operation.ts';
import type { DomainScanner, ValidatedEmail } from '../../leads/scan-domain.ts';
import { verifyPatiently, type Patience } from '../../verification/verify-patiently.ts';
import { actionOn } from './action.ts';
import { createRecordOperation, type NothingKnown } from './record-operation.ts';

/** One row an address: what to do with it, why, and what was seen; greylists are waited for. */
export const createEmailValidation = (
  scanner: Pick<DomainScanner, 'validateEmail'>,
  patience: Patience,
): JobOperation =>
  createRecordOperation<string>({
    jobType: 'email-validation',
    atOnce: { job: 100, process: 200 },
    // Most of these wait for a greylist.
    begun: 1_500,
    rowsAtOnce: 250,
    work: async (email, { inTurn, signal }) => {
      const validate = async () => await inTurn(async () => await scanner.validateEmail(email, signal));
      return toRow(await verifyPatiently(validate, patience, signal));
    },
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
