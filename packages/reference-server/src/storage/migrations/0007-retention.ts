import { inOrder } from './in-order.ts';

export const retention = inOrder([
  // With these indexes, expired jobs and the rows that refer to them are found without reading whole tables.
  `create index job_finished on job (finished_at) where finished_at is not null`,
  `create index event_job on event (job_id)`,
  `create index delivery_event on delivery (event_id)`,
  `create index delivery_jobless on delivery (created_at) where job_id is null`,
  // These indexes serve the lists of the dashboard.
  `create index job_account on job (account_id, created_at desc, id desc)`,
  `create index delivery_account on delivery (account_id, created_at desc, id desc)`,
]);
