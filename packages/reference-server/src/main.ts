import { nodeVersionComplaint } from './settings/version.ts';

const complaint = nodeVersionComplaint(process.version);
if (complaint === undefined) {
  // This import comes after the check, because on an older Node the other modules would fail with an unclear error.
  const { runCommandLine } = await import('./app/command-line.ts');
  await runCommandLine(process.argv.slice(2), process.env);
} else {
  process.stderr.write(`${complaint}\n`);
  process.exitCode = 1;
}
