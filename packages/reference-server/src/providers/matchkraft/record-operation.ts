import { JobFailedError, type JobOperation } from '../../jobs/operation.ts';
import { createLimits, createLimit, type Limit } from '../../pacing/limit.ts';
import { PROVIDER, type JobType } from './names.ts';
import type { StoredRecord } from './records.ts';

/** A job that fails inside is tried once more; then the record it fails at gets a row that says so. */
const MOST_TRIES = 2;
const OUR_FAILURE = 'the check failed on our side; send this record again later';

/** Why nothing is known about a record. */
export interface NothingKnown {
  readonly reason: string;
  /** Whether another try may help; otherwise the record itself is wrong. */
  readonly isPassing: boolean;
}

export interface Turn {
  readonly inTurn: Limit;
  readonly signal: AbortSignal;
}

export interface RecordOperation<Record> {
  readonly jobType: JobType;
  /** Records in work at once, of one job and of all jobs of this process. */
  readonly atOnce: { readonly job: number; readonly process: number };
  /** Records of one job that are in work or wait for something. @default those in work */
  readonly begun?: number;
  readonly rowsAtOnce: number;
  /** Makes a record's row; what costs the server something belongs into `inTurn`, waiting does not. */
  readonly work: (record: Record, turn: Turn) => Promise<object>;
  /** The row of a record that was not worked; null for one that is none. */
  readonly emptyRow: (record: Record | null, why: NothingKnown) => object;
}

/** A job that makes one row of each record, in the order of the records. */
export function createRecordOperation<Record>(operation: RecordOperation<Record>): JobOperation {
  const { jobType, atOnce, begun = atOnce.job, rowsAtOnce, work, emptyRow } = operation;
  const ofProcess = createLimit(atOnce.process);
  const limitOf = createLimits(atOnce.job);
  return {
    provider: PROVIDER,
    name: jobType,
    concurrency: begun,
    rowsAtOnce,
    plan: () => Promise.reject(new JobFailedError('The list of records is missing.')),
    perform: async (item, job, signal) => {
      const stored = item as StoredRecord;
      if (stored.record === null)
        return { row: emptyRow(null, { reason: stored.complaint, isPassing: false }) };
      // The create route stores records of the type its job wants.
      const record = stored.record as Record;
      const ofJob = limitOf(job);
      const inTurn: Limit = async (call) => await ofJob(async () => await ofProcess(call));
      try {
        return { row: await work(record, { inTurn, signal }) };
      } catch (error) {
        if (signal.aborted || job.attempt < MOST_TRIES) throw error;
        return { row: emptyRow(record, { reason: OUR_FAILURE, isPassing: true }) };
      }
    },
  };
}
