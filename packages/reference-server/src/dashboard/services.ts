import type { Clock } from '@scrapekit/core';
import type { FixedWindows } from '../http/fixed-windows.ts';
import type { JobEngine } from '../jobs/job-engine.ts';
import type { EndpointRegistry } from '../providers/endpoint-registry.ts';
import type { Storage } from '../storage/open-storage.ts';
import type { JobView } from '../providers/provider-backend.ts';

/** What the dashboard's routes are built on. */
export interface DashboardServices {
  readonly storage: Storage;
  readonly jobs: Pick<JobEngine, 'cancel'>;
  /** By provider; undefined where a provider has none. */
  readonly jobViews: ReadonlyMap<string, JobView | undefined>;
  readonly endpoints: EndpointRegistry;
  readonly clock: Clock;
  readonly windows: FixedWindows;
  readonly publicUrl?: string;
}
