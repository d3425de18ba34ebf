/** What to do with an address: send to it, send with care, do not send, or verify it again later. */
export type VerdictGroup = 'deliverable' | 'risky' | 'do-not-send' | 'retry';

const statusesOf: Readonly<Record<VerdictGroup, readonly string[]>> = {
  deliverable: ['safe', 'role', 'valid'],
  risky: ['catch_all', 'inbox_full'],
  'do-not-send': ['disposable', 'invalid', 'disabled'],
  retry: ['unknown'],
};

/** Returns the group of a verification status, or undefined for a status that is not documented (C148, C150). */
export const groupVerdict = (status: string): VerdictGroup | undefined =>
  (Object.keys(statusesOf) as VerdictGroup[]).find((group) => statusesOf[group].includes(status));
