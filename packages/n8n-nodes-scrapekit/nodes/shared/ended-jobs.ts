import { isTerminal } from '@scrapekit/core';
import type { ListedJob } from './list-jobs';

/** What a polling trigger remembers between polls; kept in static data, so plain JSON. */
export interface Cursor {
	/** ISO 8601; jobs created before it are settled. */
	since: string;
	/** Jobs seen to have ended, with the time of that poll in milliseconds, or null once they were reported. */
	ended: Record<string, number | null>;
}

export interface PollOptions {
	readonly now: number;
	/** How long a webhook may take before polling reports a job in its place. */
	readonly graceMs: number;
}

/** A cursor for which everything that has ended so far is old news. */
export function openCursor(since: string, jobs: readonly ListedJob[]): Cursor {
	return { since, ended: Object.fromEntries(jobs.filter(isTerminal).map(({ id }) => [id, null])) };
}

/** The jobs to report now, with the cursor for the next poll; each job is reported once. */
export function takeEnded(
	cursor: Cursor,
	jobs: readonly ListedJob[],
	{ now, graceMs }: PollOptions,
): { readonly due: readonly ListedJob[]; readonly next: Cursor } {
	const ended: Cursor['ended'] = {};
	const due: ListedJob[] = [];
	for (const job of jobs.filter(isTerminal)) {
		const seenAt = job.id in cursor.ended ? (cursor.ended[job.id] ?? null) : now;
		const isDue = seenAt !== null && now - seenAt >= graceMs;
		if (isDue) due.push(job);
		ended[job.id] = isDue ? null : seenAt;
	}
	return { due, next: { since: oldestOpen(cursor.since, jobs, ended), ended } };
}

/** Nothing created before the oldest job that may still be reported has to be listed again. */
function oldestOpen(since: string, jobs: readonly ListedJob[], ended: Cursor['ended']): string {
	const open = jobs.filter((job) => !isTerminal(job) || ended[job.id] !== null);
	const candidates = (open.length > 0 ? open : jobs).map(({ createdAt }) => createdAt);
	const oldest = open.length > 0 ? candidates.sort()[0] : candidates.sort().at(-1);
	return oldest ?? since;
}
