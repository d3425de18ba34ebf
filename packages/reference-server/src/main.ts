import { nodeVersionComplaint } from './node-version.ts';

const complaint = nodeVersionComplaint(process.version);
if (complaint === undefined) {
  // Loaded only now: on an older Node the rest would fail first, and less plainly.
  const { runCommandLine } = await import('./command-line.ts');
  await runCommandLine(process.argv.slice(2), process.env);
} else {
  process.stderr.write(`${complaint}\n`);
  process.exitCode = 1;
}
