import { inOrder } from './in-order.ts';

export const jobLists = inOrder([
  // Null for jobs that no worker has begun, and for jobs that began before this migration.
  `alter table job add column started_at timestamptz`,
  // Null in jobs of an earlier version, which are searched by their input.
  `alter table job add column search_text text`,
  // These indexes serve the dashboard's list of jobs when it is filtered.
  `create index job_account_status on job (account_id, status, created_at desc, id desc)`,
  `create index job_account_provider on job (account_id, provider, created_at desc, id desc)`,
]);
