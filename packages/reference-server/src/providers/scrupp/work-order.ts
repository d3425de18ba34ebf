import { z } from 'zod/v4';
import type { StoredJob } from '../../jobs/job.ts';

const workOrder = z.object({
  /** The route that took it, below the base path. */
  endpoint: z.string(),
  items: z.array(z.string()),
  /** The most rows for each item. */
  max: z.int(),
  /** As the Jobs API was given it; null for a task. */
  type: z.string().nullable(),
  externalId: z.string().nullable(),
  source: z.string().nullable(),
});

/** What a job was asked to do, as it is stored. */
export type WorkOrder = z.infer<typeof workOrder>;

export const workOrderOf = (job: StoredJob): WorkOrder => workOrder.parse(job.input);
