import type { Job } from './job.ts';
import { createLimit, type Limit } from './limit.ts';

/** A limit for each job, as long as somebody works it: what waits elsewhere takes nobody's place. */
export function createJobLimits(atOnce: number): (job: Job) => Limit {
  const limits = new WeakMap<Job, Limit>();
  return (job) => {
    const limit = limits.get(job) ?? createLimit(atOnce);
    limits.set(job, limit);
    return limit;
  };
}
