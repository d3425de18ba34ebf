import type { StoredJob } from '../../jobs/job.ts';
import { verdictIn } from '../address-list.ts';
import { placesOfCoordinates } from '../row-places.ts';
import type { RowColumn, RowShape } from '../row-shape.ts';
import { verifyKind } from './bodies.ts';
import { scrapeInput } from './scrape-bodies.ts';

const leadColumns: readonly RowColumn[] = [
  { key: 'name', title: 'Name' },
  { key: 'emails_found', title: 'E-mail', kind: 'emails' },
  { key: 'phone', title: 'Phone' },
  { key: 'website', title: 'Website', kind: 'link' },
  { key: 'address', title: 'Address' },
  { key: 'rating', title: 'Rating', kind: 'number' },
];

const verdictColumns: readonly RowColumn[] = [
  { key: 'email', title: 'E-mail' },
  { key: 'status', title: 'Verdict', kind: 'verdict' },
  { key: 'reason', title: 'Reason' },
  { key: 'overall_score', title: 'Score', kind: 'number' },
  { key: 'free_provider', title: 'Free provider', kind: 'yes-no' },
];

export function scrapekitRowShape(job: StoredJob): RowShape {
  if (job.operation === verifyKind.operation)
    return {
      noun: ['address', 'addresses'],
      columns: verdictColumns,
      verdictsOf: verdictIn('status', 'reason'),
    };
  const isVerified = scrapeInput(job).verifyEmails;
  return {
    noun: ['lead', 'leads'],
    columns: isVerified ? withVerdict : leadColumns,
    ...(isVerified && { verdictsOf: verdictIn('email_status') }),
    addressRows: {
      split: (row) =>
        String(row['emails_found'])
          .split(';')
          .filter((email) => email !== '')
          .map((email) => ({ ...row, emails_found: email })),
    },
    places: placesOfCoordinates,
  };
}

// The verdict stands beside the addresses that it is about.
const withVerdict: readonly RowColumn[] = leadColumns.flatMap((column) =>
  column.kind === 'emails'
    ? [column, { key: 'email_status', title: 'Verdict', kind: 'verdict' } as const]
    : [column],
);
