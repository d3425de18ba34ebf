import { inOrder } from './in-order.ts';

export const rateWindows = inOrder([
  // The table is unlogged, so each count is written once. A crash loses the counts of one minute, which is acceptable.
  `create unlogged table rate_window (
    key text primary key, ends_at timestamptz not null, count integer not null)`,
  `create index rate_window_ended on rate_window (ends_at)`,
]);
