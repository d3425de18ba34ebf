import { isDisposable, isFreeProvider } from './domain-lists.ts';
import { judge, type Finding } from './judge.ts';
import type { MailHosts } from './mail-hosts.ts';
import type { ParsedEmail } from './parse-email.ts';
import { isRole } from './role-names.ts';
import { scoreOf, type Verdict, type VerificationChecks } from './verdict.ts';

export interface Conclusion
  extends Pick<Verdict, 'status' | 'reason'>, Pick<VerificationChecks, 'mx' | 'smtp'> {}

export const badSyntax: Conclusion = {
  status: 'invalid',
  reason: 'invalid syntax',
  mx: 'fail',
  smtp: 'fail',
};

/** Nothing is looked up for a throw-away domain: its records are taken for granted, its mailboxes not asked about. */
export const throwAway: Conclusion = {
  status: 'disposable',
  reason: 'disposable domain',
  mx: 'pass',
  smtp: 'timeout',
};

export const noDomain: Conclusion = {
  status: 'invalid',
  reason: 'domain does not exist',
  mx: 'fail',
  smtp: 'fail',
};

export function conclude(known: Finding | Exclude<MailHosts, { kind: 'hosts' }>, role: boolean): Conclusion {
  if (!('kind' in known)) return { ...judge(known, role), mx: 'pass' };
  if (known.kind === 'none') return { ...noDomain, reason: known.reason };
  return { status: 'unknown', reason: 'dns failure', mx: 'fail', smtp: 'timeout' };
}

/** The verdict in full: score and flags follow from the status and the address. */
export function describeVerdict(email: string, parsed: ParsedEmail | null, conclusion: Conclusion): Verdict {
  const { status, reason, mx, smtp } = conclusion;
  const role = parsed !== null && isRole(parsed.local);
  const free = parsed !== null && isFreeProvider(parsed.domain);
  return {
    email: email.toLowerCase(),
    status,
    score: scoreOf(status, { role, free }),
    reason,
    checks: {
      syntax: parsed === null ? 'fail' : 'pass',
      mx,
      smtp,
      disposable: parsed !== null && isDisposable(parsed.domain),
      role_account: role,
      catch_all: status === 'catch_all',
      free_provider: free,
    },
  };
}
