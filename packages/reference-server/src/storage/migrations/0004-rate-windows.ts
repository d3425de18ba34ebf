import { inOrder } from './in-order.ts';

export const rateWindows = inOrder([
  // Unlogged: a crash may forget a minute's counts, and is spared writing each of them twice.
  `create unlogged table rate_window (
    key text primary key, ends_at timestamptz not null, count integer not null)`,
  `create index rate_window_ended on rate_window (ends_at)`,
]);
