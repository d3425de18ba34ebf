import type { Clock } from '@scrapekit/core';
import type { ServerConfig } from '../../config.ts';
import type { FixedWindows } from '../../http/rate-limit/fixed-windows.ts';
import type { JobEngine } from '../../jobs/job-engine.ts';
import type { EmailVerifier } from '../../verification/verify.ts';
import type { Storage } from '../../storage/open-storage.ts';

/** What the ScrapeKit routes are built on. */
export interface Services {
  readonly storage: Storage;
  readonly jobs: JobEngine;
  readonly verifier: EmailVerifier;
  readonly clock: Clock;
  readonly windows: FixedWindows;
  /** Whose data the rows are; null where they are nobody's. */
  readonly attribution: string | null;
  readonly config: Pick<
    ServerConfig,
    'allowPrivateWebhooks' | 'createStatus' | 'listEndpoints' | 'publicUrl'
  >;
}
