import type { Job } from '@scrapekit/core';
import type { Search } from './flags.ts';
import type { Lead } from './leads-table.ts';

/** The price of a lead in thousandths of a credit. */
const LEAD_UNITS = 15;

export interface EndedSearch {
  readonly search: Search;
  /** Thousandths of a credit that are left after the job. */
  readonly balance: number;
}

/** Says why a completed job has fewer leads than were asked for. Returns undefined when it has as many. */
export function explainCount(
  { status, progress }: Pick<Job, 'status' | 'progress'>,
  { search: { query, location, maxLeads }, balance }: EndedSearch,
): string | undefined {
  if (status !== 'completed' || progress === undefined || progress.done >= maxLeads) return undefined;
  const reason =
    balance < LEAD_UNITS
      ? 'the balance paid for no more'
      : `there are no more results for "${query}" in "${location}"`;
  return `${progress.done} of the ${maxLeads} that were asked for, because ${reason}`;
}

/** Counts the leads by the verdict about their addresses, the most frequent one first. */
export function describeVerdicts(leads: readonly Lead[]): string {
  const counts = new Map<string, number>();
  for (const { verdict } of leads) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  const without = counts.get('') ?? 0;
  counts.delete('');
  const parts = [...counts].sort(([, a], [, b]) => b - a).map(([verdict, count]) => `${count} ${verdict}`);
  return [...parts, ...(without > 0 ? [`${without} without an address`] : [])].join(', ');
}
