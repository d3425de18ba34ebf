export type VerdictGroup = 'deliverable' | 'risky' | 'do-not-send' | 'retry';

const GROUPS: Readonly<Record<VerdictGroup, readonly string[]>> = {
  deliverable: ['safe', 'role', 'valid'],
  risky: ['catch_all', 'inbox_full'],
  'do-not-send': ['disposable', 'invalid', 'disabled'],
  retry: ['unknown'],
};

/** What to do with a verified address; undefined for a status that this version has not heard of (C148, C150). */
export const groupVerdict = (status: string): VerdictGroup | undefined =>
  (Object.keys(GROUPS) as VerdictGroup[]).find((group) => GROUPS[group].includes(status));
