import { inOrder } from './in-order.ts';

export const jobParts = inOrder([
  `create table job_part (
    job_id text not null references job,
    first_row integer not null,
    size integer,
    written integer not null default 0,
    attempt integer not null default 0,
    unended_claims integer not null default 0,
    primary key (job_id, first_row))`,
  // An open job of an earlier version continues as one part, whose message is the one that started the job.
  `insert into job_part (job_id, first_row, size, written, attempt, unended_claims)
    select id, 0, target, produced, attempt, unended_claims from job where status in ('queued', 'running')`,
  `alter table job drop column attempt, drop column unended_claims`,
]);
