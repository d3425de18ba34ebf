import { inOrder } from './in-order.ts';

export const verification = inOrder([
  `alter table job
    add column tally text not null default '{}',
    add column extra_units bigint not null default 0`,
  `create table refund_due (
    job_id text not null references job, row_index integer not null, units bigint not null,
    primary key (job_id, row_index))`,
]);
