import { nodeVersionComplaint } from './node-version.ts';

const complaint = nodeVersionComplaint(process.version);
if (complaint === undefined) {
  // Loaded only now: on an older Node the rest would fail first, and less plainly.
  const { serve } = await import('./serve.ts');
  await serve();
} else {
  process.stderr.write(`${complaint}\n`);
  process.exitCode = 1;
}
