export const PROVIDER = 'matchkraft';

/** The kinds of jobs, as routes, events and operations name them (M02, M05). */
export const jobTypes = ['domain-scan', 'email-validation', 'email-finder'] as const;
export type JobType = (typeof jobTypes)[number];
