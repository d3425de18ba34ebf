/**
 * Returns the milliseconds that this thread computes for `work`. On a busy machine the elapsed time tells nothing about
 * the work, because other processes take turns with this one.
 */
export function computingTimeMs(work: () => void): number {
  const before = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1_000;
}
