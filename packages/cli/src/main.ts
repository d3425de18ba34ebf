import { runCommandLine } from './command-line.ts';

const interruption = new AbortController();

process.on('SIGINT', () => {
  // A second Ctrl-C ends the process at once.
  if (interruption.signal.aborted) process.exit(130);
  interruption.abort(new Error('Stopped by Ctrl-C.'));
});
process.on('SIGTERM', () => interruption.abort(new Error('Stopped.')));
// A reader of stdout such as `head` may close the pipe; the write that fails reports it.
process.stdout.on('error', () => {});

process.exitCode = await runCommandLine(process.argv.slice(2), process, interruption.signal);
