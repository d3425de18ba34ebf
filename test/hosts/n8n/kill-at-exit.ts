import type { ChildProcess } from 'node:child_process';

/** Calls `kill` when this process ends before the child does, also when the signal of `timeout` ends it. */
export function killAtExit(child: ChildProcess, kill: () => void): void {
  // A process that a signal ends calls no exit listeners, and Vitest forbids `process.exit`.
  const killAndEnd = () => {
    kill();
    process.kill(process.pid, 'SIGTERM');
  };
  process.once('exit', kill).once('SIGTERM', killAndEnd);
  child.once('exit', () => process.off('exit', kill).off('SIGTERM', killAndEnd));
}
