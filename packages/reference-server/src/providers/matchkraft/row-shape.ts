import type { StoredJob } from '../../jobs/job.ts';
import { splitList, verdictIn, verdictsInList } from '../address-list.ts';
import type { RowShape } from '../row-shape.ts';
import { columns, type JobType } from './bodies.ts';

const shapes: Readonly<Record<JobType, RowShape>> = {
  'domain-scan': {
    noun: ['website', 'websites'],
    columns: [
      { key: 'website', title: 'Website', kind: 'link' },
      { key: 'emails', title: 'E-mail', kind: 'emails' },
      { key: 'suspectedTraps', title: 'Suspected traps', kind: 'emails' },
      { key: 'pagesRead', title: 'Pages read', kind: 'number' },
      { key: 'reason', title: 'Reason' },
    ],
    verdictsOf: verdictsInList('emails'),
    addressRows: splitList(columns['domain-scan'], 'emails', [
      'email',
      'status',
      'action',
      'score',
      'reason',
    ]),
  },
  'email-validation': {
    noun: ['address', 'addresses'],
    columns: [
      { key: 'email', title: 'E-mail' },
      { key: 'status', title: 'Verdict', kind: 'verdict' },
      { key: 'action', title: 'Advice' },
      { key: 'reason', title: 'Reason' },
      { key: 'score', title: 'Score', kind: 'number' },
      { key: 'freeProvider', title: 'Free provider', kind: 'yes-no' },
    ],
    verdictsOf: verdictIn('status', 'reason'),
  },
  'email-finder': {
    noun: ['person', 'people'],
    columns: [
      { key: 'firstName', title: 'First name' },
      { key: 'lastName', title: 'Last name' },
      { key: 'website', title: 'Website', kind: 'link' },
      { key: 'email', title: 'E-mail' },
      { key: 'status', title: 'Verdict', kind: 'verdict' },
      { key: 'reason', title: 'Reason' },
      { key: 'score', title: 'Score', kind: 'number' },
    ],
    verdictsOf: verdictIn('status', 'reason'),
  },
};

export const matchkraftRowShape = (job: StoredJob): RowShape => shapes[job.operation as JobType];
