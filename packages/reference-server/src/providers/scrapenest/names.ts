import { randomText } from '../../accounts/random-text.ts';

export const PROVIDER = 'scrapenest';
export const OPERATION = 'scrape';

const RANDOM_LENGTH = 20;
const JOB_ID = /^job_[A-Za-z0-9]{20}$/;

export const createJobId = (): string => `job_${randomText(RANDOM_LENGTH)}`;
export const createEventId = (): string => `evt_${randomText(RANDOM_LENGTH)}`;
export const createArtifactId = (): string => `art_${randomText(RANDOM_LENGTH)}`;

/** Checked before the database is asked, which does not take every text. */
export const isJobId = (id: string): boolean => JOB_ID.test(id);
