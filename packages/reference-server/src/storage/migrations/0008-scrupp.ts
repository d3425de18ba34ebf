import { inOrder } from './in-order.ts';

export const scrupp = inOrder([
  // Null for keys that were created before this migration and for deleted keys.
  `alter table api_key add column sealed text`,
  `create sequence scrupp_process_id`,
  // The key is inserted before its job, so that the second of two simultaneous requests waits for the first.
  `create table scrupp_idempotency (
    account_id text not null references account,
    key text not null,
    request_hash text not null,
    job_id text not null references job on delete cascade deferrable initially deferred,
    primary key (account_id, key))`,
  `create index scrupp_idempotency_job on scrupp_idempotency (job_id)`,
]);
