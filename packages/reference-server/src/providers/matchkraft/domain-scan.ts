import type { JobOperation } from '../../jobs/operation.ts';
import type { DomainScan, DomainScanner } from '../../leads/scan-domain.ts';
import { actionOn } from './action.ts';
import { createRecordOperation, type NothingKnown } from './record-operation.ts';

/** In a row; a page may hide any number of them. */
const MOST_TRAPS = 100;

/** One row a website: its addresses with verdicts, and the bait on it apart from them. */
export const createDomainScan = (scanner: Pick<DomainScanner, 'scanDomain'>): JobOperation =>
  createRecordOperation<string>({
    jobType: 'domain-scan',
    atOnce: { job: 24, process: 64 },
    rowsAtOnce: 10,
    work: async (website, { inTurn, signal }) =>
      toRow(website, await inTurn(async () => await scanner.scanDomain(website, signal))),
    emptyRow,
  });

const toRow = (website: string, { domain, emails, suspectedTraps, pages, reason }: DomainScan): object => ({
  website,
  domain: domain === '' ? null : domain,
  emails: emails.map(({ email, status, score, reason: why }) => ({
    email,
    status,
    action: actionOn(status),
    score,
    reason: why,
  })),
  suspectedTraps: suspectedTraps.slice(0, MOST_TRAPS),
  pagesRead: pages.length,
  reason,
});

const emptyRow = (website: string | null, { reason }: NothingKnown): object => ({
  website,
  domain: null,
  emails: [],
  suspectedTraps: [],
  pagesRead: 0,
  reason,
});
