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

/** A disposable domain is not looked up: `mx` passes by definition, and its mail host is not asked. */
export const disposableDomain: Conclusion = {
  status: 'disposable',
  reason: 'disposable domain',
  mx: 'pass',
  smtp: 'timeout',
};

/** The mail host of a look-alike of a big provider is not asked. */
export const suspectedTrap = (reason: string): Conclusion => ({
  status: 'unknown',
  reason,
  mx: 'pass',
  smtp: 'timeout',
});

export const noDomain: Conclusion = {
  status: 'invalid',
  reason: 'domain does not exist',
  mx: 'fail',
  smtp: 'fail',
};

export function conclude(known: Finding | Exclude<MailHosts, { kind: 'hosts' }>, role: boolean): Conclusion {
  if (!('kind' in known)) return { ...judge(known, role), mx: known.answer === 'nohost' ? 'fail' : 'pass' };
  if (known.kind === 'none') return { ...noDomain, reason: known.reason };
  return { status: 'unknown', reason: 'dns failure', mx: 'fail', smtp: 'timeout' };
}

/** Completes a verdict: the score and the flags follow from the status and the address. */
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
