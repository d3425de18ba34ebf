import { randomText } from '../../accounts/random-text.ts';

export const PROVIDER = 'scrapekit';

/** A kind of job: its operation, which its routes and events are named after, and how its ids begin. */
export interface JobKind {
  readonly operation: string;
  readonly idPrefix: string;
}

export const SCRAPE: JobKind = { operation: 'scrape', idPrefix: 'sk_job_' };
export const VERIFY: JobKind = { operation: 'verify', idPrefix: 'sk_verify_' };

const RANDOM_PART = /^[A-Za-z0-9]{20}$/;

/** 119 random bits (C078). */
export const createJobId = ({ idPrefix }: JobKind): string => idPrefix + randomText(20);

/** Checked before the database is asked, which does not take every text (C099). */
export const isJobIdOf = ({ idPrefix }: JobKind, id: string): boolean =>
  id.startsWith(idPrefix) && RANDOM_PART.test(id.slice(idPrefix.length));

export const isJobId = (id: string): boolean => [SCRAPE, VERIFY].some((kind) => isJobIdOf(kind, id));
