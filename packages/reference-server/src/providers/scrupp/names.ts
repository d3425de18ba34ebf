export const PROVIDER = 'scrupp';

/** What a job looks up. */
export const COMPANIES = 'companies';
export const CONTACTS = 'contacts';

export type Lookup = typeof COMPANIES | typeof CONTACTS;
