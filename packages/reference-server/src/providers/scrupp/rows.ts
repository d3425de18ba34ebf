import type { Lookup } from './bodies.ts';

/** The company of a row. A field is null when neither the source nor the website contains it. */
export interface Company {
  readonly company_name: string | null;
  readonly company_domain: string | null;
  readonly company_linkedin: string | null;
  readonly company_website: string | null;
  readonly company_phone: string | null;
  readonly company_address: string | null;
  readonly company_category: string | null;
}

/** The company fields of a row without a company. */
export const noCompany: Company = {
  company_name: null,
  company_domain: null,
  company_linkedin: null,
  company_website: null,
  company_phone: null,
  company_address: null,
  company_category: null,
};

interface Row extends Company {
  /** The item that led to this row, as the client sent it. */
  readonly item: string;
  readonly found: boolean;
  /** The reason why nothing was found, or null when something was found. */
  readonly reason: string | null;
}

export interface CompanyRow extends Row {
  readonly emails: readonly { readonly email: string; readonly status: string; readonly score: number }[];
}

/** The name is null for an address that was found on a website, because the website does not name its owner. */
export interface ContactRow extends Row {
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly email: string | null;
  readonly email_status: string | null;
  readonly email_score: number | null;
}

const companyColumns = Object.keys(noCompany);

/** The columns of a job's rows in a CSV file. */
export const columns: Readonly<Record<Lookup, readonly string[]>> = {
  companies: ['item', 'found', 'reason', ...companyColumns, 'emails'],
  contacts: [
    ...['item', 'found', 'reason', ...companyColumns],
    ...['first_name', 'last_name', 'email', 'email_status', 'email_score'],
  ],
};
