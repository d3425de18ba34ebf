export type VerificationStatus =
  'safe' | 'role' | 'catch_all' | 'disposable' | 'invalid' | 'disabled' | 'inbox_full' | 'unknown';

const withMailbox: ReadonlySet<VerificationStatus> = new Set(['safe', 'role', 'catch_all', 'inbox_full']);

/** Returns whether the mail host knows the mailbox or accepts every address of the domain. */
export const hasMailbox = (status: VerificationStatus): boolean => withMailbox.has(status);

export interface VerificationChecks {
  readonly syntax: 'pass' | 'fail';
  /** Also `pass` when the domain has an address record instead of an MX record (RFC 5321, 5.1). */
  readonly mx: 'pass' | 'fail';
  /** `fail` is a final refusal of this address. `timeout` means unreachable, blocked, deferred or not asked. */
  readonly smtp: 'pass' | 'timeout' | 'fail';
  readonly disposable: boolean;
  readonly role_account: boolean;
  readonly catch_all: boolean;
  readonly free_provider: boolean;
}

export interface Verdict {
  /** The given address in lower case. */
  readonly email: string;
  readonly status: VerificationStatus;
  /** 0 to 95 (C147). */
  readonly score: number;
  readonly reason: string | null;
  readonly checks: VerificationChecks;
}

const scores: Readonly<Record<VerificationStatus, number>> = {
  safe: 95,
  role: 80,
  catch_all: 55,
  inbox_full: 35,
  unknown: 15,
  disabled: 5,
  disposable: 0,
  invalid: 0,
};

/** Returns the score of a status. A free provider lowers `safe` and `role`, a role name lowers `catch_all` (C147). */
export function scoreOf(
  status: VerificationStatus,
  { role, free }: { role: boolean; free: boolean },
): number {
  if (status === 'safe' && free) return 88;
  if (status === 'role' && free) return 70;
  if (status === 'catch_all' && role) return 50;
  return scores[status];
}
