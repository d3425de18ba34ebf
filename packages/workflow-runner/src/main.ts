import {
  describeFailure,
  readConfig,
  requireFreePort,
  requireUsableFolder,
} from '@scrapekit/reference-server/start-checks';
import { type Flags, parseFlags, USAGE } from './flags.ts';
import { Screen } from './screen.ts';

const command = parseFlags(process.argv.slice(2), process.env);
if (command.kind === 'run') {
  process.exitCode = await run(command.flags);
} else if (command.kind === 'help') {
  process.stdout.write(USAGE);
} else {
  process.stderr.write(`${command.reason}\n\n${USAGE}`);
  process.exitCode = 2;
}

/** Starts the server and runs the workflow. The slow imports come after the first line and after the checks. */
async function run(flags: Flags): Promise<number> {
  const screen = new Screen(process.stdout);
  screen.change('Starting the reference server');
  try {
    const config = readConfig(process.env);
    await requireUsableFolder(config.dataDir);
    await requireFreePort(config);
  } catch (error) {
    screen.failure(describeFailure(error));
    return 1;
  }
  const { start } = await import('./start.ts');
  return await start(flags, screen);
}
