import { parseFlags, USAGE } from './flags.ts';

const command = parseFlags(process.argv.slice(2));
if (command.kind === 'run') {
  // n8n's engine takes seconds to load, so it is loaded after the flags were checked.
  const { start } = await import('./start.ts');
  process.exitCode = await start(command.flags);
} else if (command.kind === 'help') {
  process.stdout.write(USAGE);
} else {
  process.stderr.write(`${command.reason}\n\n${USAGE}`);
  process.exitCode = 2;
}
