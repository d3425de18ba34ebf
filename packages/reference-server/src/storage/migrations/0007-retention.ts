import { inOrder } from './in-order.ts';

export const retention = inOrder([
  // What has been kept long enough, and everything that hangs on it, is found without reading the rest.
  `create index job_finished on job (finished_at) where finished_at is not null`,
  `create index event_job on event (job_id)`,
  `create index delivery_event on delivery (event_id)`,
  `create index delivery_jobless on delivery (created_at) where job_id is null`,
  // The dashboard's lists.
  `create index job_account on job (account_id, created_at desc, id desc)`,
  `create index delivery_account on delivery (account_id, created_at desc, id desc)`,
]);
