import { JobFailedError, type JobOperation } from '../../jobs/operation.ts';
import type { EmailFinder, FoundEmail, PersonAtWebsite } from '../../leads/find-email.ts';
import type { LeadEngine } from '../../leads/lead-engine.ts';
import {
  createDomainScanner,
  type DomainScan,
  type DomainScanner,
  type ValidatedEmail,
} from '../../leads/scan-domain.ts';
import { createFairLimit, createLimits, type Limit } from '../../pacing/limit.ts';
import { noPatience, verifyPatiently, type Patience } from '../../verification/verify-patiently.ts';
import { actions, PROVIDER, type JobType, type StoredRecord } from './bodies.ts';
import { countsOf } from './unknown-items.ts';

/** The work of MatchKraft's three kinds of jobs (M02). */
export function createMatchKraftOperations({
  net,
  crawler,
  verifier,
  finder,
  patience = noPatience,
}: Pick<LeadEngine, 'net' | 'crawler' | 'verifier' | 'finder' | 'patience'>): readonly JobOperation[] {
  const scanner = createDomainScanner({ net, crawler, verifier });
  return [createDomainScan(scanner), createEmailValidation(scanner, patience), createEmailFinder(finder)];
}

/** When the work on a record fails, the job is tried once more; then the record gets a row with `OUR_FAILURE`. */
const MOST_TRIES = 2;
/** How many records make a part, which one worker works on. */
const ROWS_PER_PART = 200;
const OUR_FAILURE = 'the check failed on our side; send this record again later';

/** The most suspected traps in one row, because a page may hide any number of addresses. */
const MOST_TRAPS = 100;

/** The reason why a record was not checked. */
interface NotChecked {
  readonly reason: string;
  /** True when another try may succeed, false when the record itself is wrong. */
  readonly isTemporary: boolean;
}

interface WorkOptions {
  /** Runs a call as soon as the limits of the job and of the process allow it. */
  readonly inTurn: Limit;
  readonly signal: AbortSignal;
}

interface RecordOperation<RecordType> {
  readonly jobType: JobType;
  /** How many calls run `inTurn` at the same time, in one job and in all jobs of this process. */
  readonly atOnce: { readonly job: number; readonly process: number };
  /** How many records of one job are started and not finished, waiting ones included. @default atOnce.job */
  readonly started?: number;
  readonly rowsAtOnce: number;
  /** Returns the row of a record. Network work goes through `inTurn`; waiting does not. */
  readonly work: (record: RecordType, options: WorkOptions) => Promise<object>;
  /** Returns the row of a record that was not checked; the record is null when it was of a wrong type. */
  readonly emptyRow: (record: RecordType | null, why: NotChecked) => object;
}

/** Creates a job operation that makes one row of each record, in the order of the records. */
function createRecordOperation<RecordType>(operation: RecordOperation<RecordType>): JobOperation {
  const { jobType, atOnce, started = atOnce.job, rowsAtOnce, work, emptyRow } = operation;
  const limitOfProcess = createFairLimit(atOnce.process);
  const limitOf = createLimits(atOnce.job);
  return {
    provider: PROVIDER,
    name: jobType,
    concurrency: started,
    rowsPerPart: ROWS_PER_PART,
    rowsAtOnce,
    plan: () => Promise.reject(new JobFailedError('The list of records is missing.')),
    perform: async (item, job, signal, attempt) => {
      const stored = item as StoredRecord;
      if (stored.record === null)
        return { row: emptyRow(null, { reason: stored.complaint, isTemporary: false }) };
      // The create route stores only records of the type that the job takes.
      const record = stored.record as RecordType;
      const jobLimit = limitOf(job.id);
      const processLimit = limitOfProcess(job.accountId);
      const inTurn: Limit = async (call) => await jobLimit(async () => await processLimit(call));
      try {
        const row = await work(record, { inTurn, signal });
        return { row, counts: countsOf(jobType, row) };
      } catch (error) {
        if (signal.aborted || attempt < MOST_TRIES) throw error;
        const row = emptyRow(record, { reason: OUR_FAILURE, isTemporary: true });
        return { row, counts: countsOf(jobType, row) };
      }
    },
  };
}

/** Makes one row of each website: the addresses it shows, with verdicts, and apart from them the suspected traps. */
const createDomainScan = (scanner: Pick<DomainScanner, 'scanDomain'>): JobOperation =>
  createRecordOperation<string>({
    jobType: 'domain-scan',
    atOnce: { job: 24, process: 64 },
    rowsAtOnce: 10,
    work: async (website, { inTurn, signal }) =>
      scanRow(website, await inTurn(async () => await scanner.scanDomain(website, signal))),
    emptyRow: (website, { reason }) => ({
      website,
      domain: null,
      emails: [],
      suspectedTraps: [],
      pagesRead: 0,
      reason,
    }),
  });

const scanRow = (website: string, scan: DomainScan): object => ({
  website,
  domain: scan.domain === '' ? null : scan.domain,
  emails: scan.emails.map(({ email, status, score, reason }) => ({
    email,
    status,
    action: actions[status],
    score,
    reason,
  })),
  suspectedTraps: scan.suspectedTraps.slice(0, MOST_TRAPS),
  pagesRead: scan.pages.length,
  reason: scan.reason,
});

/** Makes one row of each address: the verdict, the advice that follows from it, and the checks. Waits for greylists. */
const createEmailValidation = (
  scanner: Pick<DomainScanner, 'validateEmail'>,
  patience: Patience,
): JobOperation =>
  createRecordOperation<string>({
    jobType: 'email-validation',
    atOnce: { job: 100, process: 200 },
    // Most of the started addresses wait until a greylist lets them pass.
    started: 1_500,
    rowsAtOnce: 250,
    work: async (email, { inTurn, signal }) => {
      const validate = async () => await inTurn(async () => await scanner.validateEmail(email, signal));
      return validationRow(await verifyPatiently(validate, patience, signal));
    },
    emptyRow: (email, { reason, isTemporary }) => {
      const status = isTemporary ? 'unknown' : 'invalid';
      return {
        email,
        status,
        action: actions[status],
        score: 0,
        reason,
        suspectedTrap: false,
        syntax: null,
        domain: null,
        mailbox: null,
        disposable: null,
        role: null,
        catchAll: null,
        freeProvider: null,
      };
    },
  });

// A mailbox of a suspected trap exists, but mail to it would mark the sender as a spammer, so its score is 0.
function validationRow({ email, score, reason, checks, suspectedTrap, ...verdict }: ValidatedEmail): object {
  const isTrap = suspectedTrap !== null;
  const status = isTrap ? 'suspected_trap' : verdict.status;
  return {
    email,
    status,
    action: actions[status],
    score: isTrap ? 0 : score,
    reason: suspectedTrap ?? reason,
    suspectedTrap: isTrap,
    syntax: checks.syntax,
    domain: checks.mx,
    mailbox: checks.smtp,
    disposable: checks.disposable,
    role: checks.role_account,
    catchAll: checks.catch_all,
    freeProvider: checks.free_provider,
  };
}

/** Makes one row of each person: the address that was found, or the reason why none was found. */
const createEmailFinder = (finder: EmailFinder): JobOperation =>
  createRecordOperation<PersonAtWebsite>({
    jobType: 'email-finder',
    atOnce: { job: 24, process: 64 },
    rowsAtOnce: 50,
    work: async (person, { inTurn, signal }) =>
      personRow(person, await inTurn(async () => await finder.find(person, signal))),
    emptyRow: (person, { reason, isTemporary }) =>
      personRow(person, { email: null, status: isTemporary ? 'unknown' : 'not_found', score: 0, reason }),
  });

const personRow = (person: PersonAtWebsite | null, { email, status, score, reason }: FoundEmail): object => ({
  firstName: person?.firstName ?? null,
  lastName: person?.lastName ?? null,
  website: person?.website ?? null,
  email,
  status,
  score,
  reason,
});
