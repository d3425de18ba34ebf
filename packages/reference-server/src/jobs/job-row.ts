import type { Selectable } from 'kysely';
import type { JobTable } from '../storage/tables.ts';
import type { Job, JobStatus } from './job.ts';

/** A job as its table row holds it. */
export const toJob = (row: Selectable<JobTable>): Job => ({
  id: row.id,
  accountId: row.account_id,
  provider: row.provider,
  operation: row.operation,
  status: row.status as JobStatus,
  input: JSON.parse(row.input),
  cap: row.cap,
  target: row.target,
  produced: row.produced,
  unitsCharged: row.units_charged,
  extraUnits: row.extra_units,
  tally: JSON.parse(row.tally) as Job['tally'],
  error: row.error,
  webhookUrl: row.webhook_url,
  clientRequestId: row.client_request_id,
  attempt: row.attempt,
  createdAt: row.created_at,
  finishedAt: row.finished_at,
});
