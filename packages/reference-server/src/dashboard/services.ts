import type { Clock } from '@scrapekit/core';
import type { FixedWindows } from '../http/fixed-windows.ts';
import type { Storage } from '../storage/open-storage.ts';

/** What the dashboard's routes are built on. */
export interface DashboardServices {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly windows: FixedWindows;
  readonly publicUrl?: string;
}
