// This file loads on every version of Node, so it imports no package before it has checked the version.

const NEEDED_MAJOR = 24;

if (Number(process.versions.node.split('.')[0]) >= NEEDED_MAJOR) {
  const { runCommandLine } = await import('./command-line.ts');
  await runCommandLine(process.argv.slice(2), process.env);
} else {
  process.stderr.write(
    `The ScrapeKit webhook relay needs Node ${NEEDED_MAJOR} or newer; this is Node ${process.version}.\n`,
  );
  process.exitCode = 1;
}
