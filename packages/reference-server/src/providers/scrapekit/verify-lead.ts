import { createLimit } from '../../pacing/limit.ts';
import type { Verdict } from '../../verification/verdict.ts';
import { verifyPatiently, type Patience } from '../../verification/verify-patiently.ts';
import type { EmailVerifier } from '../../verification/verify.ts';

/** What is known of a lead's addresses. */
export interface LeadVerdict {
  /** The best status among them, or an empty text when there are none (A08). */
  readonly status: string;
  /** How many got an actionable verdict, which is what is paid for (C151). */
  readonly actionable: number;
}

const ADDRESSES_AT_ONCE = 300;

/** From best to worst, as their scores have it (C147). */
const ranking: readonly Verdict['status'][] = [
  'safe',
  'role',
  'catch_all',
  'inbox_full',
  'unknown',
  'disabled',
  'disposable',
  'invalid',
];

/** Verifies all addresses of a lead. */
export type LeadVerifier = (emails: readonly string[], signal: AbortSignal) => Promise<LeadVerdict>;

export function createLeadVerifier(verifier: EmailVerifier, { clock, pausesMs }: Patience): LeadVerifier {
  const inTurn = createLimit(ADDRESSES_AT_ONCE);
  // A lead is shown when all of its addresses are judged: it waits for one greylist, not for an obstinate one.
  const patience = { clock, pausesMs: pausesMs.slice(0, 1) };
  return async (emails, signal) => {
    const verdicts = await Promise.all(
      emails.map(async (email) => {
        const verify = async () => await inTurn(async () => await verifier.verify(email, signal));
        return await verifyPatiently(verify, patience, signal);
      }),
    );
    const statuses = new Set(verdicts.map(({ status }) => status));
    return {
      status: ranking.find((status) => statuses.has(status)) ?? '',
      actionable: verdicts.filter(({ status }) => status !== 'unknown').length,
    };
  };
}
