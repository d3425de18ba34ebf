import { inOrder } from './in-order.ts';

export const failedTries = inOrder([
  `alter table job_part add column failed_tries integer not null default 0`,
]);
