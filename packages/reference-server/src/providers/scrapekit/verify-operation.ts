import { EMAIL_UNITS } from '../../accounts/credits.ts';
import { JobFailedError } from '../../jobs/job-failed-error.ts';
import { createLimit } from '../../jobs/limit.ts';
import type { JobOperation } from '../../jobs/operation.ts';
import type { EmailVerifier } from './email-verifier.ts';
import { PROVIDER, VERIFY } from './names.ts';
import { toVerdictRow } from './verdict-row.ts';

/** Of one job, and of all jobs of this process together. */
const ADDRESSES_AT_ONCE = { job: 300, process: 600 } as const;

/** Verifies a list; an address nobody can judge is paid back when the job ends (A07). */
export function createVerifyOperation(verifier: EmailVerifier): JobOperation {
  const inTurn = createLimit(ADDRESSES_AT_ONCE.process);
  return {
    provider: PROVIDER,
    name: VERIFY.operation,
    price: { kind: 'verify', units: EMAIL_UNITS },
    concurrency: ADDRESSES_AT_ONCE.job,
    rowsAtOnce: 250,
    plan: () => Promise.reject(new JobFailedError('The list of addresses is missing.')),
    perform: async (item, _job, signal) => {
      const verdict = await inTurn(async () => await verifier.verify(item as string, signal));
      return {
        row: toVerdictRow(verdict),
        counts: [verdict.status],
        isRefunded: verdict.status === 'unknown',
      };
    },
  };
}
