import { randomText } from '../../accounts/random-text.ts';

export const PROVIDER = 'scrapekit';
export const SCRAPE = 'scrape';

const SCRAPE_ID = /^sk_job_[A-Za-z0-9]{20}$/;
const ANY_ID = /^sk_(?:job|verify)_[A-Za-z0-9]{20}$/;

/** 119 random bits (C078). */
export const createScrapeId = (): string => `sk_job_${randomText(20)}`;

/** Checked before the database is asked, which does not take every text (C099). */
export const isScrapeId = (id: string): boolean => SCRAPE_ID.test(id);
export const isJobId = (id: string): boolean => ANY_ID.test(id);
