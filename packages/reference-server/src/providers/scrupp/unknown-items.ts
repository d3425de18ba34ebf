import type { ResultRow } from '../row-shape.ts';
import { countUnknown, listFromRows, UNKNOWN, type UnknownItems } from '../unknown-items.ts';
import type { CompanyRow, ContactRow } from './rows.ts';

/** Finds the addresses in a row whose verdict is unknown: those of a company, or the one of a contact. */
function unknownsIn(row: Partial<CompanyRow & ContactRow>): readonly string[] {
  const { email, email_status: status, emails = [] } = row;
  const contact = status === UNKNOWN && typeof email === 'string' ? [email] : [];
  return [...contact, ...emails.filter((one) => one.status === UNKNOWN).map((one) => one.email)];
}

/** Returns the counters of the tally that a row raises. */
export const countsOf = (row: object): readonly string[] => unknownsIn(row).map(() => UNKNOWN);

export const scruppUnknownItems: UnknownItems = {
  kindIn: (job) => (countUnknown(job) > 0 ? 'addresses' : undefined),
  list: async (db, job) => await listFromRows(db, job, (row: ResultRow) => unknownsIn(row)),
};
