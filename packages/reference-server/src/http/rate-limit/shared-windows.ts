import type { Clock } from '@scrapekit/core';
import { sql } from 'kysely';
import type { Db } from '../../storage/database.ts';
import { type FixedWindows, latestEnd, usageOf, windowEnd } from './fixed-windows.ts';

const SWEEP_EVERY = 1_000;
/** How far the clocks of two processes may differ. A process does not end a window of another one for less. */
const CLOCK_DIFFERENCE_MS = 60_000;

/** Creates counters in PostgreSQL, which all processes share and which survive a restart (C041). */
export function createSharedWindows(db: Db, clock: Pick<Clock, 'now'>): FixedWindows {
  let hits = 0;
  return {
    hit: async (key, limit) => {
      const now = clock.now();
      if (++hits % SWEEP_EVERY === 0) await sweep(db, new Date(now));
      const first = new Date(now + 1);
      const latest = new Date(latestEnd(now) + CLOCK_DIFFERENCE_MS);
      // A single statement locks the row, so the count is exact. It stops at `limit + 1`, which stands for a refusal.
      const { rows } = await sql<{ count: number; ends_at: Date }>`
        insert into rate_window as w (key, ends_at, count)
        values (${key}, ${new Date(windowEnd(now))}, 1)
        on conflict (key) do update set
          count = case when w.ends_at between ${first} and ${latest} then least(w.count + 1, ${limit + 1}) else 1 end,
          ends_at = case when w.ends_at between ${first} and ${latest} then w.ends_at else excluded.ends_at end
        returning count, ends_at`.execute(db);
      const [window] = rows;
      if (window === undefined) throw new Error('PostgreSQL returned no rate window.');
      return usageOf({ count: window.count, endsAt: window.ends_at.getTime() }, limit, now);
    },
  };
}

async function sweep(db: Db, now: Date): Promise<void> {
  // Rows that another sweep has locked are skipped, so that two sweeps do not wait for each other.
  await sql`
    delete from rate_window where key in (
      select key from rate_window where ends_at <= ${now} for update skip locked)`.execute(db);
}
