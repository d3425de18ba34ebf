import type { ChildProcess } from 'node:child_process';

let isListening = false;

/** Calls `kill` when this process ends before the child does, also when a signal such as that of `timeout` ends it. */
export function killAtExit(child: ChildProcess, kill: () => void): void {
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
  if (isListening) return;
  isListening = true;
  // A process that a signal ends calls no exit listeners.
  process.once('SIGTERM', () => process.exit());
}
