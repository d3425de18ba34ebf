import type { Verdict } from '../../verification/verdict.ts';

/** The buckets of a summary, in its order (C142). */
export const verdictStatuses = [
  'safe',
  'role',
  'catch_all',
  'disposable',
  'invalid',
  'disabled',
  'inbox_full',
  'unknown',
] as const satisfies readonly Verdict['status'][];

/** The columns of a CSV file, in order; a JSON verdict has the same keys (C143, C145). */
export const verdictColumns = [
  'email',
  'status',
  'reason',
  'role',
  'catch_all',
  'free_provider',
  'overall_score',
] as const;

type VerdictRow = Readonly<Record<(typeof verdictColumns)[number], string | number | boolean | null>>;

/** A verdict as the results of a list show it. */
export const toVerdictRow = ({ email, status, reason, score, checks }: Verdict): VerdictRow => ({
  email: email.toLowerCase(),
  status,
  reason,
  role: checks.role_account,
  catch_all: checks.catch_all,
  free_provider: checks.free_provider,
  overall_score: score,
});
