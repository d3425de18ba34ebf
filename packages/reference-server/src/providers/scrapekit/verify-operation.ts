import { EMAIL_UNITS } from '../../accounts/credits.ts';
import { JobFailedError, type JobOperation } from '../../jobs/operation.ts';
import { createLimits, createLimit } from '../../pacing/limit.ts';
import { verifyPatiently, type Patience } from '../../verification/verify-patiently.ts';
import type { EmailVerifier } from '../../verification/verify.ts';
import { PROVIDER, VERIFY } from './names.ts';
import { toVerdictRow } from './verdict-row.ts';

/** Of one job, and of all jobs of this process together. */
const ADDRESSES_AT_ONCE = { job: 300, process: 600 } as const;

/** Of one job, in work or waiting for a greylist. */
const ADDRESSES_BEGUN = 1_500;

/** Verifies a list, patiently; an address nobody can judge is paid back when the job ends (A07). */
export function createVerifyOperation(verifier: EmailVerifier, patience: Patience): JobOperation {
  const inTurn = createLimit(ADDRESSES_AT_ONCE.process);
  const limitOf = createLimits(ADDRESSES_AT_ONCE.job);
  return {
    provider: PROVIDER,
    name: VERIFY.operation,
    price: { kind: 'verify', units: EMAIL_UNITS },
    concurrency: ADDRESSES_BEGUN,
    rowsAtOnce: 250,
    plan: () => Promise.reject(new JobFailedError('The list of addresses is missing.')),
    perform: async (item, job, signal) => {
      const limit = limitOf(job);
      const verify = async () =>
        await limit(async () => await inTurn(async () => await verifier.verify(item as string, signal)));
      const verdict = await verifyPatiently(verify, patience, signal);
      return {
        row: toVerdictRow(verdict),
        counts: [verdict.status],
        isRefunded: verdict.status === 'unknown',
      };
    },
  };
}
