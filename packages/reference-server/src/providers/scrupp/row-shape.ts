import { splitList, verdictIn, verdictsInList } from '../address-list.ts';
import { placesOfAddresses } from '../row-places.ts';
import type { RowColumn, RowShape } from '../row-shape.ts';
import type { Lookup } from './bodies.ts';
import { columns } from './rows.ts';

const item: RowColumn = { key: 'item', title: 'You asked for' };
const company: RowColumn = { key: 'company_name', title: 'Company' };
const website: RowColumn = { key: 'company_website', title: 'Website', kind: 'link' };
const phone: RowColumn = { key: 'company_phone', title: 'Phone' };
const reason: RowColumn = { key: 'reason', title: 'Reason' };
const places = placesOfAddresses('company_address');

export const scruppRowShapes: Readonly<Record<Lookup, RowShape>> = {
  companies: {
    noun: ['company', 'companies'],
    columns: [
      item,
      company,
      { key: 'emails', title: 'E-mail', kind: 'emails' },
      phone,
      website,
      { key: 'company_address', title: 'Address' },
      reason,
    ],
    verdictsOf: verdictsInList('emails'),
    addressRows: splitList(columns.companies, 'emails', ['email', 'status', 'score']),
    places,
  },
  contacts: {
    noun: ['contact', 'contacts'],
    columns: [
      item,
      { key: 'first_name', title: 'First name' },
      { key: 'last_name', title: 'Last name' },
      { key: 'email', title: 'E-mail' },
      { key: 'email_status', title: 'Verdict', kind: 'verdict' },
      company,
      website,
      reason,
    ],
    verdictsOf: verdictIn('email_status', 'reason'),
    places,
  },
};
